# Ce qui ne va pas dans une requête, et quoi faire.

wrong-not-json = Ce n’est pas du JSON à la ligne { $line }, colonne { $column }.
    .remedy = Corrigez le JSON à cet endroit.
wrong-cut-short = Le JSON s’arrête trop tôt, à la ligne { $line }, colonne { $column }.
    .remedy = Envoyez le JSON en entier, avec toutes ses accolades, ses crochets et ses guillemets fermants.
wrong-after-json = Quelque chose suit la fin du JSON, à la ligne { $line }, colonne { $column }.
    .remedy = Enlevez ce qui suit la fin du JSON.
wrong-outsize = Un nombre est trop grand.
    .remedy = Donnez un nombre avec lequel on peut compter.
wrong-too-deep = Le corps compte plus de { $most } niveaux.
    .remedy = Envoyez moins de niveaux.
wrong-too-many = Le corps compte plus de { $most } membres.
    .remedy = Envoyez moins de membres, ou plusieurs requêtes.
wrong-too-long = Un texte compte plus de { $most } octets.
    .remedy = Envoyez un texte plus court.
wrong-not-object = Le corps doit être un objet JSON.
    .remedy = Mettez les champs entre accolades.
wrong-no-body = Aucun corps n’est lu ici.
    .remedy = Envoyez la requête sans corps : tout se dit dans les paramètres de l’adresse.
wrong-nul = Le caractère U+0000 n’est pas permis.
    .remedy = Enlevez le caractère U+0000.
wrong-broken = La requête n’est pas arrivée en entier.
    .remedy = Envoyez-la de nouveau.
wrong-header = L’en-tête { $name } ne se lit pas.
    .remedy = Donnez dans { $name } un texte court de lettres, de chiffres et de traits d’union.
wrong-address = L’adresse n’est pas en UTF-8.
    .remedy = Codez l’adresse en UTF-8.
wrong-unknown-field = Le champ { $given } n’existe pas ici.
    .remedy = { $known ->
        [none] Enlevez-le : aucun champ n’est attendu.
       *[other] Enlevez-le ou corrigez son nom. Champs possibles : { $known }.
    }
wrong-missing = Le champ { $name } manque.
    .remedy = Ajoutez le champ { $name }.
wrong-twice = Le champ { $name } figure deux fois.
    .remedy = Ne donnez { $name } qu’une fois.
wrong-not-among = { $form ->
        [empty] La valeur est vide.
       *[given] La valeur { $given } n’est pas possible.
    }
    .remedy = { $known ->
        [none] Donnez une des valeurs que décrit la documentation de l’API.
       *[other] Valeurs possibles : { $known }.
    }
wrong-wants = Il faut ici { $kind ->
        [text] un texte
        [whole] un nombre entier, qui ne soit pas négatif
        [number] un nombre
        [yes_no] true ou false
        [list] une liste
        [object] un objet
        [day] une date
        [moment] un instant
       *[when] une date ou un instant
    }.
    .remedy = { $kind ->
        [text] Mettez la valeur entre guillemets droits.
        [whole] Écrivez un nombre entier sans guillemets, comme 25, assez petit pour ce champ.
        [number] Écrivez un nombre sans guillemets, comme 25.
        [yes_no] Écrivez true ou false, sans guillemets.
        [list] Mettez les valeurs entre crochets, séparées par des virgules.
        [object] Mettez les champs entre accolades.
        [day] Écrivez un jour qui existe, comme 2021-09-01.
        [moment] Écrivez un instant avec son fuseau, comme 2021-09-01T10:00:00Z.
       *[when] Écrivez un jour qui existe, comme 2021-09-01, ou un instant avec son fuseau, comme 2021-09-01T10:00:00Z.
    }
wrong-id = Ce n’est pas un identifiant du type attendu.
    .remedy = Donnez un identifiant qui commence par { $prefix }_ et compte 26 caractères après.
wrong-between = Il faut ici un nombre entier de { $least } à { $most }.
    .remedy = Écrivez un nombre entier de { $least } à { $most }, ou n’en donnez pas.
wrong-empty = Ce champ est vide.
    .remedy = Remplissez-le.
wrong-letters = Le texte doit avoir de 1 à { $most } caractères.
    .remedy = Écrivez un texte, de { $most } caractères au plus.
wrong-one-line = Le texte doit tenir sur une ligne et avoir de 1 à { $most } caractères.
    .remedy = Écrivez un texte d’une seule ligne, de { $most } caractères au plus.
wrong-controls = Le texte contient des caractères de commande invisibles.
    .remedy = Écrivez le texte sans eux ; les retours à la ligne et les tabulations peuvent rester.
wrong-turned = Le texte contient des caractères invisibles qui changent le sens de l’écriture.
    .remedy = Écrivez le texte sans eux.
wrong-mail = Ce n’est pas une adresse e-mail.
    .remedy = Donnez une adresse comme nom@entreprise.example.
wrong-amount = Ce n’est pas un montant dans cette devise.
    .remedy = Écrivez un nombre avec les décimales de la devise, comme 475.00.
wrong-currency = Ce n’est pas le code d’une devise.
    .remedy = Donnez un code ISO 4217 de trois lettres majuscules, comme USD.
wrong-mark = Une empreinte de l’historique ne s’écrit pas ainsi.
    .remedy = Écrivez de { $least } à { $most } caractères, de 0 à 9 et de a à f, comme l’historique les montre.
wrong-webhook-url =
    Les événements partent vers une adresse publique qui commence par https://, sans utilisateur, mot de passe ni fragment{ $where ->
        [sandbox]  ; depuis un bac à sable, aussi vers la machine où il tourne, par exemple http://localhost/symbolon.
       *[live] .
    }
    .remedy = Indiquez une adresse comme https://hooks.entreprise.example/symbolon.
wrong-lasting = La durée doit aller d’une heure à { $days } jours.
    .remedy = Écrivez-la selon ISO 8601, de PT1H à P{ $days }D, par exemple P7D pour sept jours, ou n’en donnez pas.
wrong-not-later = L’horloge ne peut qu’avancer.
    .remedy = Donnez une date ou un instant après celui de l’horloge.
wrong-after = La date ne peut pas être après le { $day }.
    .remedy = Donnez le { $day } ou une date antérieure.
wrong-before = La date ne peut pas être avant le { $day }.
    .remedy = Donnez le { $day } ou une date postérieure.
wrong-too-far = Une version ne peut pas commencer après le { $day } : un plan compte les adhésions en cours aujourd’hui, et ne saurait dire qui elle toucherait au-delà.
    .remedy = Donnez le { $day } ou une date antérieure.
wrong-version-waits = La version { $version } attend le { $day } pour commencer : une version qui la suit ne peut pas commencer aujourd’hui.
    .remedy = Donnez le { $day } ou une date postérieure. Le même jour, elle prend la place de la version { $version }.
wrong-skill-or-figure = Il faut profile et credential, ou bien metric et amount.
    .remedy = Donnez les deux champs d’une réussite (profile, credential) ou ceux d’une mesure (metric, amount), et pas les uns avec les autres.
wrong-one-at-most = Plusieurs de ces champs ne vont pas ensemble : { $names }.
    .remedy = N’en donnez qu’un, ou aucun.
wrong-alone = À côté de checks, seuls ces champs sont possibles : { $names }.
    .remedy = Mettez les autres champs dans chaque question de la liste.
wrong-at-most = C’est plus que ne prend une requête ({ $most } au plus).
    .remedy = Faites plusieurs requêtes.
wrong-no-such-offer = Cette offre ne peut pas suivre l’offre de cette adhésion.
    .remedy = Donnez l’identifiant d’une offre du programme que l’entreprise peut choisir au renouvellement.
wrong-not-older = Cette version n’est pas plus ancienne que la version { $version }.
    .remedy = Donnez une version antérieure à { $version }.
wrong-no-order = Aucune commande ne porte ce numéro.
    .remedy = Donnez le numéro d’une commande, comme O-1001.
wrong-no-company = Aucune entreprise visible pour vous ne porte cet identifiant ou ce numéro.
    .remedy = Donnez son identifiant ou son numéro global, comme 1000003.
wrong-not-yet = Le compte n’existait pas encore le { $day }.
    .remedy = Demandez un jour plus récent.
wrong-file-elsewhere = Un fichier ne s’ajoute pas ainsi.
    .remedy = Envoyez le fichier à l’adresse de la demande suivie de /documents.
wrong-global-number = Ce n’est pas un numéro global.
    .remedy = Donnez le numéro global de l’entreprise, en chiffres.
wrong-cells = La ligne compte { $found } cellules au lieu de { $columns }.
    .remedy = Donnez à la ligne une cellule par colonne, vide s’il le faut.
wrong-column = La colonne { $given } est inconnue ou figure deux fois.
    .remedy = Colonnes possibles, une fois chacune : { $known }.
wrong-table = Le tableau ne se lit pas.
    .remedy = Envoyez un fichier CSV en UTF-8, avec une première ligne de noms de colonnes.
wrong-unacknowledged = Ces conséquences ne sont pas acceptées : { $codes }.
    .remedy = Lisez ce que montre l’aperçu, puis ajoutez ces noms à acknowledge.
wrong-unreadable = Cette valeur ne se lit pas ici.
    .remedy = Donnez une valeur comme la décrit la documentation de l’API.
