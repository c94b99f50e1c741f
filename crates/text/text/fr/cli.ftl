# La ligne de commande : aide, résultats, démonstration.
cli-usage = Utilisation :
cli-common = Options de toutes les commandes 
cli-commands = Commandes 
cli-arguments = Arguments 
cli-options = Options 
cli-command = COMMANDE
cli-examples = Exemples :

# Commandes.
cli = Qui adhère à un programme de partenaires, jusqu’à quand, ce que cela lui donne, et pourquoi.
    .examples =
        symbolon demo
        symbolon membership list
        symbolon token redeem office-365-e3 --tenant lumen.example --mode add-seats --dry-run
    .arg-version = affiche le nom et la version
cli-demo = Démarre un serveur avec des données jetables et une horloge arrêtée au 10 septembre 2021
    .examples =
        symbolon demo
        symbolon demo --keep demo-data --accounts 50
cli-serve = Fait tourner le serveur
    .examples =
        symbolon serve --data /var/lib/symbolon --listen 127.0.0.1:7878
cli-verify = Vérifie que rien n’a été altéré : registres, lignes, secrets et justificatifs
    .examples =
        symbolon verify --data /var/lib/symbolon --heads /safe/heads
cli-doctor = Examine une installation, même pendant que son serveur tourne ; le code de sortie 3 veut dire qu’un point est à réparer
    .examples =
        symbolon doctor --data /var/lib/symbolon
        symbolon doctor --data /var/lib/symbolon --backups /backup --server https://partners.example
cli-backup = Sauvegardes d’une installation dont la base est un fichier
cli-backup-create = Sauvegarde une installation, même pendant que son serveur tourne
    .examples =
        symbolon backup create --data /var/lib/symbolon --to /backup/2021-09-10
cli-backup-verify = Éprouve une sauvegarde en la restaurant dans un dossier jetable
    .examples =
        symbolon backup verify /backup/2021-09-10 --key-file /safe/master.key
cli-backup-restore = Restaure une sauvegarde dans un dossier sans installation
    .examples =
        symbolon backup restore /backup/2021-09-10 --data /var/lib/symbolon --key-file /safe/master.key
cli-move = Déplace les données d’une installation de son fichier vers une base PostgreSQL vide
    .examples =
        symbolon move --data /var/lib/symbolon --to-database postgres://symbolon@db.example/symbolon
cli-check = Dit si une personne peut utiliser un produit ; le code de sortie 3 veut dire non
    .examples =
        symbolon check --person marc@lumen.example --product visual-studio-professional --explain
        symbolon check --product windows-10-enterprise --as-of 2021-10-02
cli-account = Entreprises
cli-account-list = Liste les entreprises
    .examples =
        symbolon account list
        symbolon account list --search lumen --json
cli-account-show = Montre les adhésions d’une entreprise et ses prochaines échéances
    .examples =
        symbolon account show
        symbolon account show --account 1000003 --as-of 2021-10-02
cli-account-history = Raconte chaque fait du registre d’une entreprise
    .examples =
        symbolon account history
        symbolon account history --account 1000003 --json
cli-account-verify = Vérifie que rien n’a été altéré dans l’historique d’une entreprise
    .arg-mark = le début d’une empreinte notée auparavant, 12 caractères au moins
    .examples =
        symbolon account verify --account Lumen
        symbolon account verify --mark 3f9a0c5be127
cli-account-intact = Rien n’a été altéré : { $facts ->
        [one] un fait,
       *[other] { $facts } faits,
    } { $rows ->
        [one] une ligne
       *[other] { $rows } lignes
    } et { $secrets ->
        [one] un code ou clé
       *[other] { $secrets } codes et clés
    } vérifiés.
cli-account-newest = Dernier fait : n° { $seq }, { $hash }
cli-account-changed = Altéré depuis l’inscription : table { $table }, ligne { $row }.
cli-account-marked = Le fait n° { $seq } porte cette empreinte : ce qui avait été inscrit jusque-là n’a pas changé.
cli-membership = Adhésions
cli-membership-list = Liste les adhésions avec leurs dates
    .arg-account = l’entreprise, par identifiant, numéro global ou nom ; à défaut la vôtre, et pour l’éditeur toutes
    .examples =
        symbolon membership list
        symbolon membership list --as-of 2021-10-02 --columns member,state,left
cli-membership-show = Montre une adhésion avec ses trois dates de fin
    .examples =
        symbolon membership show M-1013
cli-membership-timeline = Dessine les années et les fenêtres de renouvellement d’une adhésion
    .examples =
        symbolon membership timeline M-1013
cli-membership-renew = Commande le renouvellement d’une adhésion ; avec --payment, l’enregistre pour l’éditeur
    .examples =
        symbolon membership renew M-1013 --method card --dry-run
cli-membership-explain = Explique l’état d’une adhésion, ou ce qui arrive sans renouvellement
    .examples =
        symbolon membership explain M-1013 --if-lapsed
cli-benefit = Avantages
cli-benefit-list = Liste ce qui est accordé, utilisé et libre, et jusqu’à quand
    .examples =
        symbolon benefit list
        symbolon benefit list --as-of 2021-10-02
cli-token = Jetons cloud
cli-token-list = Liste les jetons
    .examples =
        symbolon token list
cli-token-show = Montre un jeton et la manière dont il a été utilisé
    .examples =
        symbolon token show office-365-e3
cli-token-code = Affiche le code d’un jeton, ce qui met fin au droit au remboursement
    .examples =
        symbolon token code office-365-e3 --dry-run
cli-token-redeem = Utilise un jeton ; à essayer d’abord
    .examples =
        symbolon token redeem office-365-e3 --tenant lumen.example --mode add-seats --dry-run
cli-token-replace = Demande un jeton de remplacement
    .arg-reason = wrong-tenant (mauvais locataire) ou added-instead-of-extended (licences ajoutées au lieu de prolonger) ; le support refuse lost, wrong-product, not-redeemed-in-time et other
    .examples =
        symbolon token replace office-365-e3 --reason wrong-tenant --intended-tenant nord-atelier.example
cli-token-requests = Liste les demandes de remplacement en cours, pour le support
    .examples =
        symbolon token requests
cli-token-decide = Tranche une demande de remplacement, pour le support
    .examples =
        symbolon token decide rpl_… grant --dry-run
        symbolon token decide rpl_… decline --note utilisé --yes
cli-key = Clés de produit
cli-key-list = Liste les clés de produit et leurs activations
    .examples =
        symbolon key list
cli-key-reveal = Affiche une clé de produit, ce qui met fin au droit au remboursement
    .examples =
        symbolon key reveal windows-10-enterprise --dry-run
cli-key-activations = Liste les machines pour lesquelles une clé a servi
    .examples =
        symbolon key activations windows-10-enterprise
cli-seat = Postes de développement
cli-seat-list = Liste les lots de postes et leur emploi
    .examples =
        symbolon seat list
cli-seat-assign = Attribue un poste à une personne
    .examples =
        symbolon seat assign lea@lumen.example --pool visual-studio-professional
        symbolon seat assign eva@lumen.example --pool visual-studio-professional --country DE
cli-seat-import = Attribue des postes aux personnes d’une liste : celles qui passent, après confirmation
    .arg-file = la liste, ou - pour l’entrée standard : une personne par ligne, ou un tableau (CSV), colonnes dans n’importe quel ordre
    .arg-bad-rows = crée ce fichier (CSV) des lignes qui ne passent pas, chacune avec son motif
    .examples =
        symbolon seat import equipe.csv --pool visual-studio-professional --dry-run
        symbolon seat import equipe.csv --pool visual-studio-professional --bad-rows reste.csv
cli-seat-unassign = Reprend un poste
    .arg-reason = returned (rendu) ou holder-left (titulaire parti)
    .examples =
        symbolon seat unassign lea@lumen.example --pool visual-studio-professional --dry-run
        symbolon seat unassign lea@lumen.example --pool visual-studio-professional --reason holder-left --yes
cli-notice = Avis envoyés
cli-notice-list = Liste les avis envoyés à une entreprise, et à qui
    .examples =
        symbolon notice list
cli-notice-messages = Liste les messages aux personnes d’une entreprise, ou à l’une d’elles
    .examples =
        symbolon notice messages --person ines@lumen.example
cli-notice-show = Montre un message dans les deux langues
    .examples =
        symbolon notice show msg_…
cli-programme = Les programmes en fichiers, et les versions de celui qui est en vigueur
cli-programme-validate = Contrôle les fichiers d’un programme et montre chaque erreur à sa place
    .examples =
        symbolon programme validate programme
        symbolon programme validate mpn-2020
cli-programme-show = Montre les offres, les fenêtres et les avantages d’un programme
    .examples =
        symbolon programme show example-isv
cli-programme-test = Déroule les exemples d’un programme
    .examples =
        symbolon programme test programme
cli-clock = L’horloge d’un bac à sable
cli-clock-show = Montre où en est l’horloge
    .examples =
        symbolon clock show
cli-clock-advance = Avance l’horloge et raconte ce qui s’est passé
    .examples =
        symbolon clock advance demo --to 2021-10-02
cli-whoami = Dit pour qui vaut le jeton d’accès, et avec quels rôles
    .examples =
        symbolon whoami
cli-config = Réglages
cli-config-show = Montre les réglages en vigueur et leur provenance
    .examples =
        symbolon config show
cli-admin = Sur cette machine, directement sur les données ; serveur arrêté si elles sont dans un fichier
cli-admin-person = Crée une personne de l’éditeur, dans la langue de --lang, et affiche son identifiant
    .examples =
        symbolon admin person --data /var/lib/symbolon --name Claire --email claire@vendor.example --role programme-manager
cli-admin-link = Crée un lien par lequel une personne entre une fois dans les pages, et l’affiche ; il commence par --server, l’adresse publique
    .examples =
        symbolon admin link --data /var/lib/symbolon --person claire@vendor.example --server https://partners.example
cli-admin-token = Crée un jeton d’API pour une personne ou un service et l’affiche une seule fois
    .arg-name = le nom du jeton d’API
    .arg-account = l’entreprise de la personne ou du service, par numéro global ou identifiant
    .examples =
        symbolon admin token --data /var/lib/symbolon --role programme-manager,support-agent --name desk
cli-completion = Écrit les complétions d’un interpréteur de commandes
    .examples =
        symbolon completion bash
cli-version = Affiche la version
    .examples =
        symbolon version
cli-help = Affiche l’aide d’une commande
    .examples =
        symbolon help token redeem

# Arguments et options.
cli-arg-server = le serveur (SYMBOLON_SERVER ; http://127.0.0.1:7878)
cli-arg-token-file = fichier qui contient le jeton d’API (ou le jeton lui-même dans SYMBOLON_TOKEN)
cli-arg-timeout = secondes d’attente d’une réponse (30)
cli-arg-lang = langue des textes (SYMBOLON_LANG)
cli-arg-as-of = interroge ce jour, passé ou futur : 2021-09-10
cli-arg-json = écrit le document de l’API
cli-arg-table = dessine les tableaux même hors d’un terminal
cli-arg-columns = colonnes à écrire, dans cet ordre
cli-arg-no-header = omet le nom des colonnes
cli-arg-no-input = ne pose jamais de question
cli-arg-yes = accepte les actes que d’autres remarquent ; jamais ceux qui sont irréversibles
cli-arg-idempotency-key = clé de l’acte, pour répéter une commande dont l’issue est inconnue ; elle n’agit jamais deux fois
cli-arg-verbose = dit ce qui est envoyé, avec ses clés et ses références
cli-arg-quiet = ne dit rien d’autre que les résultats
cli-arg-help = affiche cette aide
cli-arg-data = dossier de l’installation
cli-arg-to-folder = dossier à créer pour la sauvegarde
cli-arg-to-database = adresse de la base PostgreSQL vide (ou SYMBOLON_DATABASE)
cli-arg-backup = dossier de la sauvegarde
cli-arg-backups = une sauvegarde, ou un dossier de sauvegardes dont la plus récente est examinée
cli-arg-heads = fichier, gardé ailleurs, qui dit par quoi chaque registre se terminait la dernière fois : aucune fin ne doit avoir été retranchée depuis ; il est réécrit quand tout est conforme
cli-arg-key-file = fichier qui contient la clé maîtresse
cli-arg-database = adresse d’une base PostgreSQL, au lieu d’un fichier du dossier (ou SYMBOLON_DATABASE)
cli-arg-keep = conserve les données dans ce dossier
cli-arg-port = port sur 127.0.0.1 (7878 ; 0 en prend un libre)
cli-arg-accounts = nombre d’entreprises à inventer en plus de la distribution (1300)
cli-arg-seed = nombre qui décide des entreprises inventées (2021)
cli-arg-programme = un programme intégré (mpn-2020, example-isv) ou un dossier
cli-arg-documents = dossier des justificatifs, commun à tous les serveurs d’une base (sinon un sous-dossier de l’installation ; ou SYMBOLON_DOCUMENTS)
cli-arg-listen = adresse d’écoute (127.0.0.1:7878)
cli-arg-sandbox = crée un bac à sable, dont l’horloge peut avancer
cli-arg-account = l’entreprise, par identifiant, numéro global ou nom ; à défaut, la vôtre
cli-arg-person = la personne, par adresse ou identifiant
cli-arg-product = le produit, par exemple office-365-e3
cli-arg-explain = montre chaque fait derrière la réponse
cli-arg-search = partie d’un nom ou d’un numéro, ou numéro d’adhésion (M-…), de commande (O-…), de ticket, adresse ou domaine
cli-arg-membership = l’adhésion, par exemple M-1042
cli-arg-payment = référence du paiement reçu
cli-arg-offer = une autre offre du même groupe pour l’année à venir
cli-arg-dry-run = calcule tout, ne change rien
cli-arg-if-lapsed = dit ce qui s’arrête, ce qui continue et ce qu’il faut désinstaller sans renouvellement
cli-arg-token = le jeton, par identifiant, fin de son code ou produit
cli-arg-preview = empreinte de l’essai que vous avez lu
cli-arg-acknowledge = conséquences que vous acceptez, par leur nom
cli-arg-tenant = le locataire, par domaine ou identifiant
cli-arg-mode = new (nouvel abonnement), extend (prolonger) ou add-seats (ajouter des licences)
cli-arg-seats = postes que vous comptez utiliser : tous, sinon l’acte est refusé
cli-arg-intended-tenant = le locataire voulu, pour wrong-tenant
cli-arg-note = ce que le lecteur doit savoir
cli-arg-request = la demande, par identifiant
cli-arg-decision = grant (accorder) ou decline (refuser)
cli-arg-key = la clé, par identifiant, sa fin ou produit
cli-arg-pool = le lot, par identifiant ou produit
cli-arg-message = le message, par identifiant
cli-arg-clock = l’horloge (il n’y en a qu’une)
cli-arg-to = le jour à atteindre
cli-arg-shell = bash, zsh, fish, powershell ou elvish
cli-arg-topic = la commande, par exemple : token redeem
cli-arg-role = rôles d’un service, par exemple programme-manager
cli-arg-name = le nom de l’entreprise
cli-arg-full-name = nom de la personne
cli-arg-email = adresse de la personne
cli-arg-vendor-role = ses rôles : support-agent, programme-manager, auditor, operator
cli-arg-hours = durée de validité du lien, en heures, de 1 à 168 (24)
cli-arg-days = durée de validité du jeton, en jours, de 1 à 3650 (90)

# Une ligne de commande incomprise.
cli-unknown-command = Commande inconnue : { $command }
cli-missing-command = Il manque une commande.
cli-unknown-argument = Option inconnue : { $argument }
cli-word-too-many = Un mot de trop : { $argument }
cli-missing-argument = Il manque : { $argument }
cli-missing-value = { $argument } attend une valeur.
cli-no-value = { $argument } ne prend pas de valeur, pas même « { $value } ».
cli-invalid-value = { $argument } ne peut pas valoir « { $value } ».
cli-argument-conflict = { $argument } ne se combine pas avec { $other }.
cli-did-you-mean = Vouliez-vous dire : { $values } ?
cli-valid-values = Possibles : { $values }
cli-wanted-moment = Un instant s’écrit année-mois-jour, T, heure et fuseau, par exemple 2021-09-12T08:00:00Z.
cli-wanted-day = Un jour s’écrit année-mois-jour et doit exister, par exemple 2021-09-02.
cli-wanted-address = Une adresse s’écrit avec une adresse IP et un port, par exemple 127.0.0.1:7878.
cli-wanted-number = Un nombre entier s’écrit en chiffres, par exemple 25.
cli-wanted-range = Il faut un nombre de { $least } à { $most }.
cli-wanted-smaller = Ce nombre est trop grand.
cli-see-help = Plus avec --help.
cli-unknown-column = Il n’y a pas de colonne { $column }. Il y a : { $known }
cli-unknown-language = Il n’y a pas de langue « { $value } » : fr ou en.
cli-settings-file = { $file } : { $cause }
cli-account-needed = Vous n’appartenez à aucune entreprise : nommez-en une avec --account.
cli-as-of-act = --as-of ne sert qu’à lire ; un acte se fait toujours au jour où l’on est. Retirez cette option.
cli-as-of-now = Cette commande montre ce qui est maintenant, sans autre jour possible. Retirez --as-of.
cli-not-found = Introuvable : { $name }
cli-tenant-unknown = L’entreprise n’a pas de locataire { $name }. { $known ->
    [none] Elle n’en a encore aucun.
   *[other] Ses locataires : { $known }.
} Pour en associer un autre : symbolon tenant add { $name }
cli-no-seat = { $person } n’a pas de poste de ce lot.
cli-several = « { $name } » en désigne plusieurs ; choisissez par identifiant : { $ids }
cli-yes-needed = { $question } Confirmez avec --yes.
cli-yes-no = [oui/non]
cli-yes = oui
cli-not-done = Rien n’a été fait.
cli-preview-first = C’est irréversible : --yes ne suffit pas. Regardez les conséquences avec --dry-run, qui indique quoi ajouter.

# Problèmes.
cli-refused = Refusé : { $title }
cli-available-from = Possible à partir du { $day }.
cli-available-until = Dernier jour : { $day }.
cli-preview-again = Regardez à nouveau avec --dry-run, qui indique quoi ajouter.
cli-with-option = Sur la ligne de commande : { $options }
cli-sign-in = Mettez un jeton d’API valable dans SYMBOLON_TOKEN, ou dans un fichier que --token-file désigne.
cli-acknowledge-last = Pour le faire malgré tout, ajoutez --acknowledge-last.
cli-unacknowledged = Pas encore accepté : { $names }. Ajoutez à --acknowledge ce que vous acceptez.
cli-helpers = Qui peut aider : { $helpers }
cli-timed-out = { $server } n’a pas répondu en { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
}. Réessayez, ou attendez plus longtemps avec --timeout.
cli-outcome-unknown = { $server } n’a pas donné de réponse. On ne sait pas si l’acte a eu lieu.
cli-repeat = Répétez la même commande avec --idempotency-key { $key } : ce qui a été fait ne le sera pas deux fois.
cli-unreachable = { $server } est injoignable.
cli-server-malformed = « { $server } » n’est pas l’adresse d’un serveur. Elle s’écrit comme http://127.0.0.1:7878.
cli-token-shared = { $file } : d’autres peuvent y lire le jeton d’API et agir avec lui. Lancez : chmod 600 { $file }
cli-token-malformed = Le jeton d’API dans { $origin } contient des caractères qu’aucun jeton n’a. Recopiez-le, seul et sur une ligne.
cli-no-json = { $server } a répondu { $status } par autre chose que l’API.

# Actes.
cli-would = Rien n’a été changé. Voici ce qui arriverait :
cli-would-only = Ce qui est demandé, et rien d’autre.
cli-would-request = Le support reçoit votre demande.
cli-to-do-it = Pour le faire : { $flags }
cli-next = Ensuite : { $command }
cli-confirm-renew = Renouveler { $membership } ?
cli-confirm-replace = Demander au support de remplacer le jeton { $product } ?
cli-confirm-decline = Refuser cette demande ?
cli-confirm-seats = { $count ->
    [one] Attribuer un poste ?
   *[other] Attribuer { $count } postes ?
  }
cli-seat-import-empty = La liste ne nomme personne.
cli-confirm-place = Passer cette commande ? Elle sera à payer.
cli-confirm-withdraw = Annuler la commande { $order } ?
cli-confirm-receive = Enregistrer un paiement de { $amount } ? Il peut régler une commande aussitôt.
cli-confirm-payment = Affecter ce paiement à la commande { $order } ?
cli-confirm-ticket-grant = Accorder ce que le ticket { $ticket } demande ? Son auteur en est averti.
cli-confirm-ticket-refuse = Refuser ce que le ticket { $ticket } demande ? Son auteur en est averti.
cli-confirm-ticket-close = Clore le ticket { $ticket } ?
cli-confirm-seat = Attribuer le poste demandé ?
cli-confirm-campaign-approve = { $count ->
    [one] Approuver un passage qui inscrit { $count } adhésion ?
   *[other] Approuver un passage qui inscrit { $count } adhésions ?
}
cli-confirm-campaign-start = { $count ->
    [one] Lancer le passage ? Il inscrit { $count } adhésion.
   *[other] Lancer le passage ? Il inscrit { $count } adhésions.
}
cli-confirm-campaign-close = Fermer le passage ?
cli-confirm-override-propose = Proposer cette dérogation ?
cli-confirm-override-grant = Approuver cette dérogation ?
cli-confirm-override-decline = Refuser cette dérogation ?
cli-confirm-override-end = Mettre fin à cette dérogation ?
cli-confirm-merge-invite = Inviter cette entreprise à fusionner ?
cli-confirm-merge-accept = Accepter cette fusion ?
cli-confirm-merge-reject = Refuser cette fusion ? L’invitation prend fin.
cli-confirm-merge-withdraw = Se retirer de cette fusion ?
cli-confirm-credit = Attribuer le crédit à { $person } ?
cli-confirm-credit-remove = Reprendre ce crédit ?
cli-confirm-role = Changer les rôles ({ $person }) ?
cli-confirm-block = Bloquer cette clé ? Plus personne ne peut s’en servir.
cli-confirm-unblock = Débloquer cette clé ?
cli-confirm-rename = Présenter l’entreprise à tous sous le nom { $name } ?
cli-confirm-tenant = Associer le locataire { $tenant } ?
cli-confirm-unassign = Reprendre le poste attribué à { $person } ?

# Entreprises et adhésions.
cli-account-title = { $name } · { $number } · { $country }
cli-account-memberships = Adhésions
cli-account-membership = { $number } { $offer } – { $state } ; date anniversaire : { $anniversary } ; à renouveler entre le { $renew_from } et le { $renew_to } ; avantages jusqu’au { $benefits_until }
cli-account-no-membership = Aucune adhésion : membre du réseau.
cli-account-next = Prochaines échéances
cli-membership-title = { $number } { $offer } – { $state }
cli-membership-bought = Achetée le { $day }
cli-membership-anniversary = Date anniversaire : { $day }, dernier jour de l’année payée
cli-membership-window = À renouveler entre le { $from } et le { $to }
cli-membership-benefits = Avantages utilisables jusqu’au { $day } sans renouvellement
cli-membership-refund = Remboursable jusqu’au { $day }
cli-timeline-today = { $day }
cli-timeline-year = Année { $year } : du { $from } au { $to }
cli-timeline-window = Fenêtre de renouvellement : du { $from } au { $to }
cli-timeline-renewed = – renouvelée le { $day }
cli-timeline-closed = Terminée le { $day }
cli-lapse-title = Sans renouvellement, à partir du { $day } :
cli-lapse-stops = S’arrêtent
cli-lapse-tokens = Ces jetons ne pourront plus être utilisés
cli-lapse-token =
    { $product } ({ $seats ->
        [one] { $seats } poste
       *[other] { $seats } postes
    })
cli-lapse-seats = Ces personnes perdent leur poste
cli-lapse-uninstall = À désinstaller ou à couvrir par des licences commerciales
cli-lapse-runs-on = Continuent jusqu’à leur propre date
cli-lapse-runs-on-line = { $product } sur { $tenant }, jusqu’au { $day }

# Jetons, clés, postes.
cli-token-title =
    { $product }, { $seats ->
        [one] { $seats } poste
       *[other] { $seats } postes
    } – { $state }
cli-token-redeem-by = À activer jusqu’au { $day } inclus
cli-token-redeemed =
    Utilisé le { $on } sur { $tenant } ({ $mode }) : { $seats ->
        [one] { $seats } poste
       *[other] { $seats } postes
    } jusqu’au { $until }
cli-token-replaceable = En cas d’erreur : remplacement à demander jusqu’au { $day }
cli-way-now = aujourd’hui
cli-way-add-seats = en ajoutant des licences
cli-way-extend = en prolongeant
cli-way-new = en nouvel abonnement
cli-way-not-possible = impossible
cli-redeem-for-good = Le jeton est utilisé en entier et reste sur { $tenant }.
cli-requested = La demande est au support : { $request }
cli-replacement-granted = Accordé. Le jeton de remplacement : { $token }
cli-replacement-declined = Refusé.
cli-key-used = { $used ->
    [one] { $used } activation utilisée
   *[other] { $used } activations utilisées
} sur { $limit } ; il n’en sera pas accordé d’autres.
cli-seat-assigned = { $person } a un poste { $product }. Il pourra changer de titulaire à partir du { $day }.
cli-seat-next = Ensuite : la personne l’active avec sa propre identité.
cli-seat-returned = Le poste est libre.
cli-seat-returned-locked = Le poste est repris. Il pourra changer de titulaire à partir du { $day }.

# Contrôles et horloge.
cli-check-yes = OUI
cli-check-no = NON
cli-check-until = Utilisable jusqu’au { $day }
cli-check-was-until = C’était utilisable jusqu’au { $day }
cli-check-would-change = Ce qui changerait la réponse : { $remedies }
cli-notice-sent = À { $name }, le { $day }
cli-clock-stands = L’horloge est au { $day }.
cli-clock-more =
    { $more ->
        [one] Et { $more } autre événement.
       *[other] Et { $more } autres événements.
    }

# Programmes.
cli-programme-no-text = Le fichier « { $file } » n’est pas en UTF-8. Rien n’a été chargé. Enregistrez-le en UTF-8, puis recommencez.
cli-programme-unknown = Il n’y a pas de programme « { $programme } » : un programme intégré ({ $known }) ou un dossier.
cli-programme-valid = { $programme } est valide : { $files ->
    [one] { $files } fichier
   *[other] { $files } fichiers
}, { $offers ->
    [one] { $offers } offre
   *[other] { $offers } offres
}, { $benefits ->
    [one] { $benefits } avantage
   *[other] { $benefits } avantages
}, { $rows ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
} au tableau des licences.
cli-programme-title = { $name } · { $id } · { $zone }
cli-programme-windows = Fenêtres de renouvellement
cli-programme-window =
    { $window } : ouvre { $when ->
        [on] à la date anniversaire
        [before] { $opens ->
            [one] { $opens } jour
           *[other] { $opens } jours
        } avant la date anniversaire
       *[after] { $opens ->
            [one] { $opens } jour
           *[other] { $opens } jours
        } après la date anniversaire
    }, dure { $lasts ->
        [one] { $lasts } jour
       *[other] { $lasts } jours
    } ; accès : { $access }
cli-programme-offers = Offres
cli-programme-offer =
    { $offer } ({ $id }) : { $max } au plus, { $lines ->
        [one] { $lines } ligne
       *[other] { $lines } lignes
    } au tableau des licences
cli-programme-offer-level =
    { $offer } ({ $id }) : pour le niveau { $level }, { $max } au plus, { $lines ->
        [one] { $lines } ligne
       *[other] { $lines } lignes
    } au tableau des licences
cli-programme-category = { $category }
cli-programme-tested =
    { $passed ->
        [one] { $passed } exemple tient
       *[other] { $passed } exemples tiennent
    }, { $failed ->
        [one] { $failed } ne tient pas.
       *[other] { $failed } ne tiennent pas.
    }

# L’installation.
cli-unusable = { $place } est inutilisable : { $cause }. L’utilisateur qui fait tourner Symbolon doit pouvoir y lire et y écrire.
cli-unknown-setting = { $file } : il n’y a pas de réglage « { $key } ». Il y a : { $known }
cli-is-a-sandbox = L’installation de { $folder } est un bac à sable et le reste : démarrez-la avec --sandbox.
cli-is-live = L’installation de { $folder } est réelle, jamais un bac à sable : démarrez-la sans --sandbox, ou choisissez un autre dossier.
cli-provider-page = --provider-page attend une adresse qui commence par https:// ou http:// et contient {"{order}"} à la place de l’identifiant de la commande, par exemple https://pay.example/{"{order}"}.
cli-no-installation = { $folder } ne contient aucune installation.
cli-data-missing = { $folder } contient une installation dont les données ont disparu : { $place } est absent ou vide. Montez ou remettez ce qui les contient, ou restaurez une sauvegarde dans un autre dossier avec symbolon backup restore. Pour commencer ici une installation neuve, retirez d’abord { $identity }.
cli-database-newer = Une version plus récente de Symbolon a écrit cette base (étape { $step } du schéma). Démarrez cette version-là.
cli-database-other-key = La clé maîtresse n’est pas celle de cette base : ses secrets ne s’ouvriraient pas. Remettez la bonne depuis l’endroit où vous la gardez.
cli-database-sandbox = Cette base est un bac à sable et le reste. Remettez son instance.toml, ou démarrez-la avec --sandbox.
cli-database-live = Cette base est réelle, jamais un bac à sable. Remettez son instance.toml, ou démarrez-la sans --sandbox.
cli-key-shared = { $file } : d’autres peuvent lire cette clé. Faites chmod 600 sur ce fichier.
cli-key-none = { $file } : ce n’est pas une clé maîtresse, qui compte 64 chiffres hexadécimaux. Remettez à sa place la copie conservée.
cli-key-missing = { $file } est absent : sans lui, les secrets de cette base ne s’ouvrent pas. Remettez-le depuis l’endroit où vous le gardez.
cli-database-is-a-file = L’installation de { $folder } garde ses données dans ce dossier. N’indiquez pas d’adresse de base, ou déplacez d’abord les données.
cli-database-is-on-a-server = Les données de l’installation de { $folder } sont sur un serveur. Indiquez son adresse avec --database ou SYMBOLON_DATABASE.
cli-database-unreadable = Cette adresse de base de données est illisible. Il faut une adresse PostgreSQL, qui nomme un utilisateur, une machine et une base ; après le point d’interrogation ne figure que ce que le pilote connaît, comme sslmode=verify-full.
cli-database-in-use = { $lock } : un autre processus a cette base ouverte ; arrêtez-le d’abord.
cli-database-unavailable = La base de données ne répond pas : { $cause }
cli-database-damaged = La base de données est endommagée : { $cause }. Restaurez la dernière sauvegarde vérifiée dans un autre dossier : symbolon backup restore BACKUP --data DIR --key-file FILE
cli-address-taken = { $address } est inutilisable : { $cause }
cli-serving = Symbolon sur { $address }, programme { $programme } version { $version }. Ctrl-C pour arrêter.
cli-serving-sandbox = Bac à sable Symbolon sur { $address }, programme { $programme } version { $version }. Ctrl-C pour arrêter.
cli-serve-first = Personne ne peut encore entrer. Arrêtez le serveur, créez une personne, puis un lien pour les pages ou un jeton pour l’API :
      symbolon admin person --data { $folder } --name … --email … --role …
      symbolon admin link --data { $folder } --person …
      symbolon admin token --data { $folder } --person …
cli-serve-first-shared = Personne ne peut encore entrer. Créez une personne, puis un lien pour les pages ou un jeton pour l’API :
      symbolon admin person --data { $folder } --name … --email … --role …
      symbolon admin link --data { $folder } --person …
      symbolon admin token --data { $folder } --person …
cli-token-once = Ce jeton ne sera plus affiché.
cli-link-once = Il fait entrer { $name } une seule fois, dans { $hours ->
    [one] l’heure
   *[other] les { $hours } heures
}, et ne sera plus affiché.
cli-link-server = Il commence par { $server }. Si le serveur a une autre adresse pour le public, indiquez-la avec --server ou SYMBOLON_SERVER.
cli-person-sign-in = Pour entrer dans les pages : { $command }
cli-person-token = Pour l’API : { $command }
cli-person-not-vendor = { $role } est un rôle d’entreprise ou de service, qu’une personne de l’éditeur ne peut pas avoir. Ses rôles possibles : { $known }. Les personnes d’une entreprise sont ajoutées par ses administrateurs.
cli-person-name = Un nom tient sur une ligne, a de 1 à 200 caractères, et aucun qui change le sens de l’écriture.
cli-person-mail = « { $email } » n’est pas une adresse e-mail.
cli-person-known = { $email } est déjà l’adresse de { $id }.
cli-token-for-whom = Dites pour qui : --person, ou --role et --name.
cli-verified = Contrôlés : { $accounts ->
    [one] { $accounts } entreprise
   *[other] { $accounts } entreprises
}, { $facts ->
    [one] { $facts } fait
   *[other] { $facts } faits
}, { $rows ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
}, { $secrets ->
    [one] { $secrets } secret
   *[other] { $secrets } secrets
}, { $documents ->
    [one] { $documents } justificatif
   *[other] { $documents } justificatifs
}.
cli-verify-fine = Tout est conforme.
cli-verify-difference = Non conforme : table { $table }, ligne { $row } : { $what }
cli-verify-heads = { $file } dit désormais par quoi se { $ledgers ->
    [one] termine un registre
   *[other] terminent { $ledgers } registres
}. Gardez-le hors de portée de quiconque peut écrire dans la base.
cli-verify-heads-unreadable = { $file } n’est pas ce qu’une vérification antérieure a écrit. Remettez à sa place la copie conservée, ou indiquez un nouveau fichier.
cli-config-built-in = par défaut

# L’examen.
cli-doctor-folder = dossier des données
cli-doctor-key = clé maîtresse
cli-doctor-documents = justificatifs
cli-doctor-room = place
cli-doctor-database = base de données
cli-doctor-log = journal d’écriture
cli-doctor-programme = programme
cli-doctor-clock = horloge
cli-doctor-notices = avis
cli-doctor-people = personnes
cli-doctor-backup = sauvegarde
cli-doctor-server = serveur
cli-doctor-fine = conforme
cli-doctor-warning = à surveiller
cli-doctor-wrong = à réparer
cli-doctor-folder-fine = On peut écrire dans { $folder }, où personne d’autre n’entre.
cli-doctor-folder-shared = D’autres peuvent entrer dans { $folder }, qui contient ce que les partenaires vous confient.
cli-doctor-folder-close = Faites chmod 700 { $folder }
cli-doctor-key-fine = { $file } est une clé que personne d’autre ne peut lire. Gardez-en une copie ailleurs qu’avec les données.
cli-doctor-documents-fine = On peut écrire dans { $folder }.
cli-doctor-room-left = Il reste { $left } Mo sur le disque de { $folder }.
cli-doctor-room-less = Il reste { $left } Mo sur le disque de { $folder }, moins que les { $held } Mo de la base.
cli-doctor-room-make = Faites de la place ou déplacez l’installation : sur un disque plein, rien n’est perdu mais tout acte est refusé.
cli-doctor-database-fine = { $place } répond, à l’étape { $schema } du schéma.
cli-doctor-database-steps = { $place } répond, à l’étape { $schema } du schéma. Le prochain démarrage en franchira { $steps ->
    [one] une de plus
   *[other] { $steps } de plus
}, après quoi aucune version antérieure ne démarrera.
cli-doctor-database-backup = Faites une sauvegarde avant ce démarrage.
cli-doctor-log-size = Il occupe { $log } Mo.
cli-doctor-log-long = Un serveur qui tourne le reverse dans la base. S’il grossit malgré tout, un programme garde le fichier ouvert : arrêtez-le.
cli-doctor-programme-fine = { $programme }, dont la version la plus récente est la { $version }.
cli-doctor-clock-fine = Nous sommes le { $today } ({ $zone }).
cli-doctor-clock-sandbox = L’horloge du bac à sable est arrêtée au { $today } ({ $zone }).
cli-doctor-clock-behind = Nous sommes le { $today } ({ $zone }) selon l’horloge de cette machine, mais une écriture est plus tardive : la dernière date du { $written }.
cli-doctor-clock-set = Mettez les deux machines à l’heure, par exemple avec chrony ou systemd-timesyncd.
cli-doctor-notices-never = Ils n’ont encore jamais été recherchés.
cli-doctor-notices-fine = Ils ont été recherchés jusqu’au { $day }.
cli-doctor-notices-behind = Ils n’ont été recherchés que jusqu’au { $day } : depuis, personne n’a reçu de rappel.
cli-doctor-notices-start = Démarrez le serveur, qui rattrape les jours écoulés.
cli-doctor-people-none = L’éditeur n’a encore personne.
cli-doctor-people-make = Créez quelqu’un avec symbolon admin person, puis donnez-lui accès avec symbolon admin link.
cli-doctor-people-count = { $people ->
    [one] Une personne
   *[other] { $people } personnes
} chez l’éditeur, dont { $managers ->
    [0] aucun responsable
    [one] un responsable
   *[other] { $managers } responsables
} de programme.
cli-doctor-people-second = Ce qui demande une seconde personne attend qu’il y ait deux responsables de programme : symbolon admin person en crée un.
cli-doctor-backup-day = { $backup } est la plus récente, du { $day }, et elle est intacte.
cli-doctor-backup-none = { $folder } ne contient aucune sauvegarde que cette clé maîtresse ouvre.
cli-doctor-backup-make = Programmez symbolon backup create chaque nuit, et éprouvez de temps à autre une sauvegarde avec symbolon backup verify.
cli-doctor-server-fine = { $server } est prêt.
cli-doctor-server-not = { $server } répond { $status } : il n’atteint pas sa base de données.
cli-doctor-server-look = Consultez son journal, et voyez si la base tourne.
cli-doctor-server-apart = { $server } est prêt, mais son horloge et celle de cette machine diffèrent de { $seconds } secondes.
cli-doctor-sum = { $wrong ->
    [0] Rien à réparer
    [one] Un point à réparer
   *[other] { $wrong } points à réparer
}{ $warnings ->
    [0] .
    [one] , un à surveiller.
   *[other] , { $warnings } à surveiller.
} Quant à savoir si chaque ligne est restée telle qu’elle a été écrite, symbolon verify le dit.

# La démonstration.
cli-demo-title = symbolon { $version } – démonstration sur { $url }
cli-demo-thrown-away = Les données sont dans un dossier temporaire, jeté à la fin ; --keep DOSSIER les conserve.
cli-demo-kept = Les données sont conservées dans { $folder }
cli-demo-clock = L’horloge est arrêtée au { $day }, { $hour } h { $minute } ({ $zone }). Avancez-la au pied de chaque page, ou avec { $command }
cli-demo-open = Entrer en tant que (chaque lien sert une fois, pendant 30 minutes ; en dessous, le jeton d’API de la même personne) :
cli-demo-ines = Inès, administratrice générale d’Atelier Lumen – 9e jour sur 30 pour renouveler
cli-demo-tom = Tom, administrateur partenaire MPN d’Atelier Lumen – peut acheter, mais n’administre aucun locataire
cli-demo-nadia = Nadia, administratrice de facturation de lumen.example – peut y utiliser un jeton, et seulement là
cli-demo-marc = Marc, salarié – un poste à activer
cli-demo-chloe = Chloé, de Delta Formation – l’Action Pack Formation
cli-demo-yann = Yann, de Vague Bleue – adhésion finie en août, logiciels à désinstaller
cli-demo-sofia = Sofia, de Nord Atelier – un jeton sur le mauvais locataire
cli-demo-louis = Louis, support – des demandes en attente
cli-demo-claire = Claire, responsable du programme – toutes les entreprises
cli-demo-aida = Aïda, auditrice – lit tout, ne change rien
cli-demo-operator = vous, exploitant – aucune donnée de partenaire
cli-demo-product = un produit – demande si quelqu’un peut l’utiliser, et rien d’autre
cli-demo-api = L’API, au nom de la première personne :
cli-demo-cli = La ligne de commande, avec les deux mêmes variables :
cli-demo-compare = Action Pack ou Action Pack Formation ? En tant que Chloé : { $url }
cli-demo-outbox = Les messages sont gardés, pas envoyés : { $url }
cli-demo-docs = L’API à lire : { $url }
cli-demo-stop = Ctrl-C pour arrêter.

# Colonnes.
cli-col-key = clé
cli-col-benefit = avantage
cli-col-used = utilisé
cli-col-limit = en tout
cli-col-point = point examiné
cli-col-says = constat
cli-col-remedy = à faire
cli-col-state = état
cli-col-machine = machine
cli-col-counted-on = comptée le
cli-col-counted-for = motif
cli-col-sent-on = envoyé le
cli-col-due-on = prévu le
cli-col-notice = avis
cli-col-to = à
cli-col-subject = objet
cli-col-clock = horloge
cli-col-day = jour
cli-col-at = instant
cli-col-on = le
cli-col-company = entreprise
cli-col-event = événement
cli-col-number = numéro
cli-col-name = nom
cli-col-country = pays
cli-col-opened-on = ouvert le
cli-col-closed-on = clos le
cli-col-id = identifiant
cli-col-seq = n°
cli-col-actor = qui
cli-col-kind = quoi
cli-col-text = en clair
cli-col-member = adhésion
cli-col-offer = offre
cli-col-anniversary = date anniversaire
cli-col-renew-between = à renouveler entre
cli-col-benefits-until = avantages jusqu’au
cli-col-left = reste
cli-col-setting = réglage
cli-col-value = valeur
cli-col-origin = provenance
cli-col-way = manière
cli-col-seats = postes
cli-col-usable-until = utilisable jusqu’au
cli-col-request = demande
cli-col-account = entreprise
cli-col-reason = motif
cli-col-redeemed-on = utilisé le
cli-col-redeemed-tenant = sur
cli-col-intended-tenant = voulu
cli-col-requested-on = demandé le
cli-col-token = jeton
cli-col-redeem-by = à activer jusqu’au
cli-col-tenant = locataire
cli-col-pool = lot
cli-col-activated = activés
cli-col-assigned = attribués
cli-col-locked = en attente
cli-col-free = libres
cli-col-granted = accordés
cli-col-unlocks-on = libre le

# Sauvegardes, et déplacement vers un serveur.
cli-backup-created = Sauvegarde faite dans { $folder } : { $accounts ->
    [one] { $accounts } entreprise
   *[other] { $accounts } entreprises
}, { $facts ->
    [one] { $facts } fait
   *[other] { $facts } faits
}, { $bytes ->
    [one] { $bytes } octet
   *[other] { $bytes } octets
}, { $documents ->
    [one] { $documents } justificatif
   *[other] { $documents } justificatifs
}.
cli-backup-key = La clé maîtresse n’est pas dans la sauvegarde : sans elle, les secrets ne s’ouvrent pas. Gardez-la ailleurs.
cli-backup-verified = { $folder } a été restauré et vérifié : { $accounts ->
    [one] { $accounts } entreprise
   *[other] { $accounts } entreprises
}, { $facts ->
    [one] { $facts } fait
   *[other] { $facts } faits
}. Tout est en ordre.
cli-backup-verified-but = { $folder } a été restauré et vérifié : { $accounts ->
    [one] { $accounts } entreprise
   *[other] { $accounts } entreprises
}, { $facts ->
    [one] { $facts } fait
   *[other] { $facts } faits
}. Tout ce qui a été sauvegardé est en ordre ; des justificatifs étaient perdus avant.
cli-backup-restored = Restauration faite dans { $folder } : { $accounts ->
    [one] { $accounts } entreprise
   *[other] { $accounts } entreprises
}, { $facts ->
    [one] { $facts } fait
   *[other] { $facts } faits
}. Ce qui s’est passé après la sauvegarde n’y est pas.
cli-backup-exists = Quelque chose porte déjà ce nom. Rien n’est écrasé ; choisissez un autre dossier.
cli-backup-unreadable = Ce dossier ne contient pas de sauvegarde, ou elle est illisible.
cli-backup-newer = Une version plus récente de Symbolon a fait cette sauvegarde. Restaurez-la avec cette version.
cli-backup-seal = Cette sauvegarde a été faite avec une autre clé maîtresse, ou son manifeste a été altéré.
cli-backup-length = La base de cette sauvegarde est plus courte ou plus longue qu’à l’origine.
cli-backup-changed = La base de cette sauvegarde a été altérée depuis.
cli-backup-missing = Le contenu du justificatif { $document } manquait au moment de la sauvegarde et n’y est pas.
cli-backup-documents = Les justificatifs de cette sauvegarde ont été altérés après coup.
cli-backup-content = La base de cette sauvegarde ne contient pas ce que dit son manifeste.
cli-backup-server = La base est sur un serveur : sauvegardez-la avec les programmes du serveur, par exemple pg_basebackup ou pg_dump, et éprouvez la copie avec symbolon verify.
cli-moved = Déplacement de { $tables ->
    [one] { $tables } table
   *[other] { $tables } tables
} et { $rows ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
}, comparées ligne à ligne des deux côtés.
cli-move-finished = L’installation travaille désormais sur le serveur. Le fichier reste tel quel et n’est plus servi.
cli-move-not-empty = { $place } n’est pas vide. Les données ne se déplacent que vers une base vide.
cli-move-differs = La table { $table } n’est pas arrivée telle quelle. Rien n’a été déplacé.
cli-moved-to = Les données de ce fichier ont été déplacées vers { $place }.
cli-move-unfinished = Un déplacement vers cette base n’est pas terminé. Relancez symbolon move, ou créez une base vide.
cli-move-direction = Un déplacement va du fichier d’une installation vers une base PostgreSQL.

# Avantages.

cli-membership-next-year = Dit ce que l’année suivante apporterait, par rapport à maintenant
    .examples =
        symbolon membership next-year M-1013
        symbolon membership next-year M-1013 --offer learning-action-pack
cli-membership-provision = Note que ce qu’une adhésion accorde est mis en service
    .examples =
        symbolon membership provision M-1013 --dry-run
cli-benefit-entitlements = Liste ce qui est utilisable de chaque produit, dans la limite des plafonds
    .examples =
        symbolon benefit entitlements
cli-arg-used-in = pays, en deux lettres, où le poste est utilisé ; celui de votre siège s’il n’est pas indiqué
cli-next-year-title = { $offer }, renouvelée le { $on } : l’année court jusqu’au { $until }.
cli-next-year-refused = En l’état, le renouvellement ne serait pas possible ce jour-là : { $why }
cli-unlimited = sans limite
cli-provisioned = { $count ->
    [0] Rien ne restait à noter.
    [one] { $count } avantage est noté comme mis en service.
   *[other] { $count } avantages sont notés comme mis en service.
}
cli-col-now = cette année
cli-col-next = année suivante
cli-col-change = changement
cli-col-why = pourquoi
cli-col-usable = utilisable
cli-col-per-country = au plus par pays
cli-col-worldwide = au plus dans le monde
cli-col-countries = utilisés par pays
cli-key-block = Bloque une clé de produit, pour l’éditeur
    .examples =
        symbolon key block windows-10-enterprise --why leak --note forum --dry-run
cli-key-unblock = Lève le blocage d’une clé de produit, pour l’éditeur
    .examples =
        symbolon key unblock windows-10-enterprise --note retiré --dry-run
cli-col-blocked = blocage
cli-arg-why = leak (divulguée) ou terms-breach (contraire aux conditions)
cli-tenant = Locataires d’annuaire d’une entreprise
cli-tenant-list = Liste les locataires, et ceux que vous administrez
    .examples =
        symbolon tenant list
cli-tenant-add = Rattache un locataire vérifié à une entreprise
    .examples =
        symbolon tenant add lumen-lab.example --dry-run
cli-tenant-added = Le locataire { $tenant } est rattaché.
cli-arg-domain = domaine du locataire
cli-col-yours = à administrer par vous
cli-location = Emplacements d’une entreprise
cli-location-list = Liste les emplacements en plus du siège
    .examples =
        symbolon location list
cli-location-add = Ajoute un emplacement, avec son propre numéro ; seul le support le supprime ensuite
    .examples =
        symbolon location add DE --dry-run
    .arg-country = son pays en deux lettres, par exemple DE
cli-location-remove = Supprime définitivement un emplacement, après un ticket, pour le support
    .examples =
        symbolon location remove loc_… --ticket 2106290000000001 --dry-run
        symbolon location remove loc_… --ticket 2106290000000001 --preview p1-… --acknowledge location-gone
cli-location-added = L’emplacement { $number } est ajouté : { $country }.
cli-person = Personnes d’une entreprise et leurs rôles
cli-person-list = Liste les personnes avec leurs rôles
    .examples =
        symbolon person list
        symbolon person list --role global-admin
cli-person-add = Ajoute quelqu’un aux personnes d’une entreprise
    .examples =
        symbolon person add zoe@lumen.example --name Zoé --language fr --give programme-admin
cli-person-correct = Corrige le nom, l’adresse ou la langue de quelqu’un ; ses rôles et ses postes restent
    .examples =
        symbolon person correct marc@lumen.example --email marc.petit@lumen.example --dry-run
cli-person-role = Donne des rôles à quelqu’un et en retire d’autres
    .examples =
        symbolon person role tom@lumen.example --give billing-admin --dry-run
        symbolon person role tom@lumen.example --take billing-admin --yes
cli-person-changes = Liste les rôles donnés et retirés
    .examples =
        symbolon person changes
cli-person-remove = Retire quelqu’un de l’annuaire, avec ses rôles, ses sessions et ses propres jetons d’API
    .examples =
        symbolon person remove tom@lumen.example --dry-run
cli-confirm-remove = Retirer { $person } de l’annuaire ?
cli-person-removed = { $person } ne figure plus dans l’annuaire.
cli-admin-role = Donne des rôles à une personne de l’éditeur et en retire d’autres, et affiche ceux qu’elle porte ensuite
    .examples =
        symbolon admin role --data /var/lib/symbolon --person claire@vendor.example --take programme-manager
cli-role-of-company = { $name } n’est pas une personne de l’éditeur. Les rôles d’une entreprise se donnent et se retirent par ses administrateurs.
cli-role-too-few = Sans { $name }, trop peu de personnes portent { $roles }. Il faut deux responsables de programme, car l’un approuve ce que l’autre propose, et une personne pour chaque autre rôle. Donnez d’abord le rôle à quelqu’un d’autre, ou ajoutez --acknowledge-last.
cli-person-sign-out = Met fin aux sessions de quelqu’un sur les pages
    .examples =
        symbolon person sign-out tom@lumen.example
cli-confirm-sign-out = Déconnecter { $person } de tous les navigateurs ?
cli-signed-out = { $count ->
    [0] { $person } n’avait aucune session.
    [one] Une session a pris fin : { $person }.
   *[other] { $count } sessions ont pris fin : { $person }.
}
cli-api-token = Jetons d’API d’une entreprise
cli-api-token-list = Liste les jetons d’API, jamais le secret lui-même
    .examples =
        symbolon api-token list
cli-api-token-create = Crée un jeton d’API et l’affiche une seule fois
    .arg-last-day = le dernier jour de validité, dans l’année ; à défaut, quatre-vingt-dix jours
    .examples =
        symbolon api-token create rapport-de-nuit --role employee
        symbolon api-token create terminal --own --last-day 2021-12-31
cli-api-token-revoke = Révoque un jeton d’API, aussitôt et pour toujours
    .examples =
        symbolon api-token revoke ci --dry-run
        symbolon api-token revoke ci --yes
cli-api-token-counts = valide
cli-api-token-revoked = révoqué
cli-api-token-over = terminé
cli-api-token-ended = Le jeton d’API « { $label } » ne fait plus entrer personne.
cli-confirm-revoke = Révoquer { $name } ? Tout ce qui s’en sert est refusé dès maintenant.
cli-arg-label = le libellé du jeton dans son entreprise
cli-arg-service-role = rôles d’un service de l’entreprise, aucun au-delà des vôtres
cli-arg-own = pour vous-même, avec les rôles que vous portez quand il sert
cli-arg-api-token = identifiant du jeton, ou son libellé
cli-admin-tokens = Liste les jetons d’API valides de l’éditeur, ou d’une entreprise
    .arg-account = l’entreprise ; à défaut, les jetons de l’éditeur
    .examples =
        symbolon admin tokens --data /var/lib/symbolon --account 1000003
cli-admin-revoke-token = Révoque un jeton d’API, quel qu’en soit le titulaire
    .examples =
        symbolon admin revoke-token --data /var/lib/symbolon ci
cli-admin-sign-out = Met fin aux sessions d’une personne, quelle qu’elle soit, et aux liens qu’elle n’a pas utilisés
    .examples =
        symbolon admin sign-out --data /var/lib/symbolon --person claire@vendor.example
cli-col-label = libellé
cli-col-made-by = créé par
cli-col-expires-at = fin
cli-arg-person-role = seulement qui porte ce rôle
cli-arg-person-language = langue dans laquelle on leur écrit : fr ou en
cli-arg-person-kind = named (nommée) ; shared pour une boîte de plusieurs personnes, guest pour quelqu’un d’un autre annuaire
cli-arg-give = rôles à donner
cli-arg-take = rôles à retirer
cli-arg-acknowledge-last = dire que vous savez que personne n’aura ensuite le rôle
cli-col-roles = rôles
cli-col-gave = donnés
cli-col-took = retirés
cli-col-may-change = vous pouvez changer
cli-col-email = adresse
cli-col-recorded-at = enregistré
cli-arg-marketing-name = nom du contact marketing, pour la mise sur le marché
cli-arg-marketing-email = adresse du contact marketing, qui n’est pas la vôtre
cli-demo-hanna = Hanna Kowalski, administratrice générale de Cap Horizon : la fenêtre est passée, et un retour attend l’accord d’une seconde personne
