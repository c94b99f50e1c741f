# Licences : registre des installations, ce que disent les conditions, et ce qui reste à faire à la fin du droit.

question-may_register = Le registre des installations peut-il dire cela le { $as_of } ?
question-may_keep_installed = Ce qui est installé du produit { $subject } peut-il rester ainsi le { $as_of } ?

fact-within_entitlement = { $answer ->
    [yes] { $granted ->
        [none] Rien n’est installé.
       *[other] { $installed } { $installed ->
        [one] installé
       *[other] installés
    } pour { $granted } { $granted ->
        [one] accordé
       *[other] accordés
    }.
    }
    [over] { $installed } { $installed ->
        [one] installé
       *[other] installés
    }, alors que plus aucun droit ne court : il faut désinstaller ou se procurer des licences commerciales.
   *[no] { $installed } { $installed ->
        [one] installé
       *[other] installés
    }{ $in_countries ->
        [none] {" "}pour { $granted } { $granted ->
            [one] accordé
           *[other] accordés
        } : { $over } de trop.
       *[other] , dont { $over } de plus que les { $cap } utilisables dans un même pays ({ $in_countries }).
    } Le programme n’ajoute aucune licence, et un renouvellement remplace les licences de l’année précédente sans s’y ajouter.
}
    .topic = le nombre d’installations
fact-use_permitted = { $answer ->
    [yes] Usage permis : { $use }.
   *[no] Usage interdit par les conditions du programme : { $use }.
}
    .topic = l’usage déclaré
fact-version_in_time = { $answer ->
    [over] La version { $version } devait laisser la place à la version { $newest } au plus tard le { $by }.
   *[yes] { $by ->
        [none] La version { $version } peut rester installée.
       *[other] La version { $newest } est proposée : la version { $version } doit lui laisser la place au plus tard le { $by }.
    }
}
    .topic = la version installée
fact-no_downgrade = { $answer ->
    [yes] La version { $version } est permise.
   *[no] La version { $version } est plus ancienne que la version { $granted_version } ; ces licences ne donnent pas droit aux versions antérieures.
}
    .topic = le retour à une version antérieure
fact-location_own = { $answer ->
    [yes] { $number ->
        [none] Au siège ({ $country }).
       *[other] À l’emplacement { $number } ({ $country }) de l’entreprise.
    }
   *[no] Ce lieu n’est pas un emplacement de l’entreprise. Les licences se partagent entre ses emplacements, jamais avec une autre entreprise.
}
    .topic = le lieu de l’installation
fact-still_installed = { $answer ->
    [yes] L’installation figure au registre.
   *[no] L’installation a quitté le registre le { $on } : { $how_word }.
}
    .topic = l’état de l’installation

remedy-install_new_version = Installez la nouvelle version.
remedy-act-install_new_version = Installer la nouvelle version

problem-installation-ended = L’installation n’est plus au registre
    .causes =
        Elle a été désinstallée, ou elle est désormais couverte par une licence commerciale.
    .cures =
        Si le logiciel est de nouveau installé, enregistrez une nouvelle installation.
problem-location-not-own = Ce lieu n’est pas à l’entreprise
    .causes =
        Les licences se partagent entre le siège et les emplacements d’une même entreprise, jamais entre deux entreprises.
    .cures =
        Choisissez le siège ou un emplacement de l’entreprise, ou faites-y ajouter cet emplacement.
problem-downgrade-not-allowed = Pas de retour à une version antérieure
    .causes =
        Les conditions du programme ne donnent pas droit aux versions antérieures.
    .cures =
        Gardez la version actuelle ou installez-en une plus récente.
        Pour une version antérieure, il faut une licence commerciale.

history-installation_recorded = { $actor } a inscrit au registre une installation du produit { $benefit }{ $version ->
    [none] {""}
   *[other] , version { $version }
} ({ $quantity ->
    [one] { $quantity } licence
   *[other] { $quantity } licences
}).
    .title = Installation enregistrée
history-installation_changed = { $actor } a modifié au registre une installation du produit { $benefit }{ $version ->
    [none] {""}
   *[other] , désormais en version { $version }
}.
    .title = Installation modifiée
history-installation_removed = { $actor } a retiré du registre une installation du produit { $benefit }, désinstallée.
    .title = Installation retirée

effect-installations-count = Installations au registre : { $from }, désormais { $to }.
effect-installations-over = { $to ->
    [0] Aucune n’est plus de trop.
    [one] Une installation de trop : elle demande une licence commerciale.
   *[other] { $to } installations de trop : elles demandent des licences commerciales.
}
effect-installation-version = Version { $to } au lieu de { $from ->
    [none] aucune
   *[other] { $from }
}.
effect-installation-quantity = Licences que prend l’installation : { $from } avant, { $to } désormais.
effect-installation-purpose = L’usage déclaré change.
effect-installation-location = L’installation change de lieu.

duty-in_order = en ordre
duty-move_due = nouvelle version à installer
duty-breach = contraire aux conditions

ui-licences-page = Licences
ui-licences-title = Licences et installations
ui-licences-lead = L’éditeur ne suit pas vos installations : ce registre est le vôtre, et il compte en cas de contrôle.
ui-licences-register = Registre des installations
ui-licences-none = Aucun logiciel n’est accordé à l’entreprise.
ui-licences-product = Produit
ui-licences-granted = Accordé
ui-licences-installed = Installé
ui-licences-state = État
ui-licences-no-right = plus de droit
ui-licences-over = { $count } de trop
ui-licences-attention = { $count } à revoir
ui-licences-fine = en ordre
ui-licences-wind-down = À désinstaller ou à couvrir par une licence commerciale
ui-licences-wind-down-lead = Le droit d’utiliser ces logiciels a pris fin. Dites pour chacun ce qui a été fait.
ui-licences-wind-down-progress = { $done } sur { $count } { $done ->
        [one] confirmé
       *[other] confirmés
    }.
ui-licences-export = Télécharger la liste (CSV)
ui-licences-what = Quoi
ui-licences-since = Sans droit depuis le
ui-licences-done = Fait
ui-licences-open = à faire
ui-licences-confirmed = { $how }, le { $on }, par { $by }
ui-licences-whole = toutes les licences ({ $count })
ui-licences-seat = poste attribué à { $person }
ui-licences-uninstalled = Désinstallé
ui-licences-licensed = Licence commerciale
ui-licences-never = Jamais installé
table-benefit = Avantage
table-product = Produit
table-of = Installation ou poste
table-name = Machine
table-person = Personne
table-quantity = Nombre
table-right_ends_on = Sans droit depuis le
table-how = Ce qui a été fait
table-on = Le
table-by = Par
ui-register-back = Retour aux licences
ui-register-over = { $count ->
    [one] Une installation de plus que ce qui est accordé. Enregistrez ce qui est vrai ; pour garder l’installation de trop, il faut une licence commerciale.
   *[other] { $count } installations de plus que ce qui est accordé. Enregistrez ce qui est vrai ; pour garder les installations de trop, il faut des licences commerciales.
}
ui-register-no-right = Plus aucun droit ne court sur ce logiciel : désinstallez-le ou procurez-vous des licences commerciales.
ui-register-counts = { $installed } { $installed ->
        [one] installé
       *[other] installés
    }{ $granted ->
        [none] , aucun droit en cours
        [one] {" "}pour { $granted } accordé
       *[other] {" "}pour { $granted } accordés
    }
ui-register-entries = Ce qui est installé
ui-register-none = Rien n’est enregistré.
ui-register-name = Machine
ui-register-name-label = Machine (facultatif)
ui-register-name-hint = Le nom par lequel vous la connaissez. Laissé vide, l’installation est enregistrée sans nom.
ui-register-unnamed = sans nom
ui-register-version = Version
ui-register-place = Lieu
ui-register-headquarters = siège
ui-register-gone-place = emplacement supprimé
ui-register-use = Usage
ui-register-use-none = non déclaré
ui-register-quantity = Licences
ui-register-quantity-error = Écrivez un nombre entier de 1 à { $most }.
ui-register-since = Depuis
ui-register-move-by = à remplacer au plus tard le { $by }
ui-register-change = Modifier
ui-register-keep = sans changement
ui-register-remove = Désinstallé
ui-register-record = Enregistrer une installation
ui-register-save = Enregistrer
ui-register-permitted = { $use } (permis)
ui-register-forbidden = { $use } (interdit)

cli-licence = Les licences : le registre des installations, et ce qui reste à faire à la fin du droit
cli-licence-list = Liste ce qui est installé, et ce qui peut l’être
    .examples =
        symbolon licence list
cli-licence-show = Montre les installations d’un produit et ce que disent les conditions
    .examples =
        symbolon licence show windows-10-enterprise
cli-licence-record = Enregistre une installation
    .examples =
        symbolon licence record grt_… --machine-name poste-12 --purpose demonstration --dry-run
cli-licence-change = Déplace une installation, ou change sa version ou son usage
    .examples =
        symbolon licence change act_… --purpose development-test --dry-run
cli-licence-remove = Retire une installation désinstallée
    .examples =
        symbolon licence remove act_… --dry-run
cli-licence-wind-down = Liste ce qui est à désinstaller ou à couvrir par une licence commerciale
    .examples =
        symbolon licence wind-down
        symbolon licence wind-down --csv
cli-licence-confirm = Confirme une désinstallation ou une licence commerciale
    .examples =
        symbolon licence confirm grt_… uninstalled --installed act_… --dry-run
cli-confirm-which = Ce à quoi cette ligne a servi se confirme un par un : nommez-le avec { $option } : { $ids }
cli-arg-benefit = le produit
cli-arg-installed = l’installation, par identifiant
cli-arg-version = sa version
cli-arg-place = headquarters (le siège), ou l’emplacement par identifiant
cli-arg-purpose = son usage, par identifiant des conditions
cli-arg-licences = combien de licences elle prend
cli-arg-machine-name = le nom de la machine
cli-arg-seat = le poste, par identifiant d’attribution
cli-arg-how = uninstalled (désinstallé) ou commercially-licensed (sous licence commerciale)
cli-arg-csv = la liste en CSV
cli-col-installed = installé
cli-col-over = de trop
cli-col-place = lieu
cli-col-move-by = à remplacer au plus tard le
cli-col-confirmed = confirmé le
cli-col-quantity = licences
cli-col-how = comment

cli-licence-file = Les fichiers de licence : la réponse d’une vérification, signée, que l’on croit sans réseau
cli-licence-file-issue = Délivre un fichier de licence, si le produit est utilisable aujourd’hui
    .arg-device = le seul appareil sur lequel le fichier vaut ; à défaut, il vaut sur tous
    .arg-ttl = combien de temps il vaut au plus, de PT1H à P30D ; à défaut P7D, sept jours
    .examples =
        symbolon licence-file issue --person marc@lumen.example --product visual-studio-professional
        symbolon licence-file issue --product windows-10-enterprise --device poste-12 --ttl P30D
cli-licence-file-verify = Dit, sans réseau, si un fichier de licence vaut ; le code de sortie 3 veut dire non
    .arg-file = le fichier de licence, ou - pour l’entrée standard
    .arg-keys = les clés publiques du serveur, prises à son adresse /.well-known/jwks.json
    .arg-device = l’appareil sur lequel le fichier doit valoir
    .arg-seen = l’instant le plus tardif déjà vu, pour que reculer l’horloge ne serve à rien
    .arg-at = l’instant dont il s’agit, par exemple 2021-09-12T08:00:00Z ; à défaut, maintenant
    .examples =
        symbolon licence-file verify marc.jws --keys jwks.json --product visual-studio-professional
        symbolon licence-file verify - --keys jwks.json --product windows-10-enterprise --device poste-12 --seen 2021-09-12T08:00:00Z
cli-licence-file-inspect = Montre ce que dit un fichier de licence, sans vérifier qui l’a signé
    .arg-file = le fichier de licence, ou - pour l’entrée standard
    .examples =
        symbolon licence-file inspect marc.jws
cli-licence-file-state = { $state ->
    [valid] Le fichier vaut.
    [valid_refresh_due] Le fichier vaut, mais plus de la moitié de son temps est passée : prenez-en un nouveau.
    [grace] Le fichier vaut, mais l’année est finie : le droit est à renouveler.
    [ended] Le fichier ne vaut plus : demandez-en un nouveau.
    [wrong_product] Le fichier est celui d’un autre produit.
    [wrong_device] Le fichier est celui d’un autre appareil.
    [clock_rolled_back] L’horloge retarde : elle a montré plus, ou le fichier n’est pas encore signé à cette heure-là.
   *[bad_signature] Aucune des clés connues n’a signé ce fichier, ou il a été modifié.
}
cli-licence-file-sandbox = Ce fichier vient d’un bac à sable, où rien ne compte.
cli-licence-file-unverified = Rien de ceci n’est vérifié : « symbolon licence-file verify » dit ce qui vaut.
cli-licence-file-none = Ce n’est pas un fichier de licence.
cli-licence-file-no-keys = Le fichier { $file } ne contient aucune clé publique Ed25519. Prenez-le à l’adresse /.well-known/jwks.json du serveur.
