# Le profil de l’entreprise, sa vérification, et les justificatifs.

question-may_change_profile = Le profil de l’entreprise { $subject } peut-il être modifié le { $as_of } ?
question-may_review_profile = Le profil de l’entreprise { $subject } peut-il être confirmé le { $as_of } ?
question-may_decide_check = La vérification peut-elle être tranchée ainsi le { $as_of } ?
question-may_appeal = La vérification rejetée peut-elle être contestée le { $as_of } ?
question-may_add_document = Le justificatif peut-il être déposé le { $as_of } ?

fact-profile_authorized = { $answer ->
    [yes] L’entreprise est vérifiée.
   *[no] { $state ->
        [not_reviewed] L’entreprise n’a pas encore donné son profil.
        [rejected] Une vérification du profil de l’entreprise a été rejetée.
       *[other] Le profil de l’entreprise est en cours de vérification{ $since ->
            [none] {""}
           *[other] {" "}depuis le { $since }
        }{ $usual_days ->
            [none] {""}
           *[other] {" ;"} il faut d’ordinaire jusqu’à { $usual_days } jours ouvrés
        }.
    }
}
    .topic = la vérification de l’entreprise
fact-check_stands = { $check_word }{ $state ->
    [not_started] {" :"} pas encore commencée
    [pending] {" :"} en attente
    [passed] {" :"} réussie
   *[rejected] {" :"} rejetée
}{ $since ->
    [none] {""}
   *[other] {" "}depuis le { $since }
}.
    .topic = une vérification
fact-profile_reviewed = { $answer ->
    [yes] Le profil de l’entreprise a été confirmé le { $last }.
   *[no] { $last ->
        [none] Personne n’a confirmé le profil de l’entreprise ; il doit l’être à partir du { $needed_since }.
       *[other] Le profil de l’entreprise a été confirmé le { $last } ; il doit l’être de nouveau à partir du { $needed_since }.
    }
}
    .topic = la confirmation du profil
fact-profile_given = { $answer ->
    [yes] L’entreprise a donné son profil.
   *[no] L’entreprise n’a pas encore donné son profil.
}
    .topic = l’existence du profil
fact-profile_unchanged = { $answer ->
    [yes] Personne n’a modifié le profil entre-temps.
   *[no] Quelqu’un a modifié le profil entre-temps{ $since ->
        [none] {""}
       *[other] , le { $since }
    }.
}
    .topic = l’état du profil
fact-domain_accepted = { $answer ->
    [yes] Une entreprise peut avoir le domaine de messagerie { $domain }.
   *[no] Le domaine de messagerie { $domain } n’appartient à aucune entreprise partenaire.
}
    .topic = le domaine de messagerie
fact-domain_free = { $answer ->
    [yes] Aucun autre siège n’a le domaine de messagerie { $domain }.
   *[no] Un autre siège a déjà le domaine de messagerie { $domain }.
}
    .topic = l’unicité du domaine de messagerie
fact-check_open = { $check_word }{ $state ->
    [not_started] {" :"} pas encore commencée
    [pending] {" :"} en attente
    [passed] {" :"} déjà réussie
   *[rejected] {" :"} rejetée, en attente de l’entreprise
}.
    .topic = l’état de la vérification
fact-check_in_turn = { $answer ->
    [yes] Les vérifications qui précèdent sont réussies.
   *[no] Une vérification qui précède n’est pas encore réussie : { $waits_for_word }.
}
    .topic = l’ordre des vérifications
fact-order_by_transfer = { $answer ->
    [yes] La commande se paie par virement.
   *[no] La commande ne se paie pas par virement : { $method_word }.
}
    .topic = le mode de paiement de la commande
fact-order_unpaid = { $answer ->
    [yes] La commande { $order } n’est pas payée.
   *[no] La commande { $order } est déjà payée.
}
    .topic = le paiement de la commande
fact-document_type = { $answer ->
    [yes] Le type du fichier est admis : { $stated }.
   *[no] Le fichier est annoncé comme { $stated }{ $found ->
        [none] {" ;"} son contenu n’est pas reconnu
       *[other] {" ;"} son contenu est du { $found }
    }. Types admis : { $accepted }.
}
    .topic = le type du fichier
fact-document_size = { $answer ->
    [yes] Le fichier a { $bytes } octets, au plus { $max }.
   *[no] { $bytes ->
        [0] Le fichier est vide ; il peut compter jusqu’à { $max } octets.
       *[other] Le fichier compte plus de { $max } octets, le maximum admis.
    }
}
    .topic = la taille du fichier
fact-document_count = { $answer ->
    [yes] { $held ->
        [one] { $held } justificatif déposé, au plus { $max }.
       *[other] { $held } justificatifs déposés, au plus { $max }.
    }
   *[no] { $held ->
        [one] { $held } justificatif est déjà déposé, autant que le programme en admet.
       *[other] { $held } justificatifs sont déjà déposés, autant que le programme en admet.
    }
}
    .topic = le nombre de justificatifs
fact-fee_due = { $answer ->
    [yes] Le prix de l’offre { $offer } est à commander.
   *[no] Rien n’est à payer pour renouveler avec l’offre { $offer }, il n’y a donc rien à commander.
}
    .topic = si quelque chose est à payer
fact-fee_paid = { $answer ->
    [yes] Rien n’est à payer pour l’offre { $offer }.
   *[no] { $total ->
        [none] Le prix de l’offre { $offer } reste à payer ; la liste n’en donne aucun pour ce pays.
       *[other] Le prix de l’offre { $offer } reste à payer : { $total }.
    }
}
    .topic = le prix à payer

remedy-give_profile = { $until ->
    [none] Donnez le profil de l’entreprise.
   *[other] Donnez le profil de l’entreprise ; l’adhésion se renouvelle jusqu’au { $until }.
}
remedy-review_profile = { $until ->
    [none] Relisez le profil de l’entreprise et confirmez-le.
   *[other] Relisez le profil de l’entreprise et confirmez-le, jusqu’au { $until }.
}
remedy-await_verification = { $until ->
    [none] Attendez que l’éditeur tranche les vérifications.
   *[other] Attendez que l’éditeur tranche les vérifications ; l’adhésion se renouvelle jusqu’au { $until }.
}
remedy-correct_profile = { $until ->
    [none] Corrigez le profil, déposez un justificatif ou contestez la décision.
   *[other] Corrigez le profil, déposez un justificatif ou contestez la décision ; l’adhésion se renouvelle jusqu’au { $until }.
}
remedy-give_work_address = Donnez l’adresse professionnelle du contact principal, dans un domaine de l’entreprise.
remedy-look_again = Relisez l’état actuel et recommencez.
remedy-other_file = Choisissez un autre fichier.
remedy-act-give_profile = Donner le profil
remedy-act-review_profile = Confirmer le profil
remedy-act-await_verification = Attendre la vérification
remedy-act-correct_profile = Corriger le profil
remedy-act-give_work_address = Donner une adresse professionnelle
remedy-act-look_again = Relire et recommencer
remedy-act-other_file = Choisir un autre fichier

problem-account-not-verified = L’entreprise n’est pas vérifiée
    .causes =
        L’entreprise n’a pas encore donné son profil, ou une vérification attend l’éditeur.
        Une vérification a été rejetée : la réponse dit laquelle.
    .cures =
        Donnez ou corrigez le profil, déposez les justificatifs demandés, ou contestez le rejet.
        Une vérification en attente demande d’ordinaire quelques jours ouvrés.
problem-profile-review-due = Le profil de l’entreprise est à confirmer
    .causes =
        Avant chaque renouvellement, un administrateur général ou un administrateur de compte relit le profil.
        La dernière confirmation vaut pour une année précédente.
    .cures =
        Demandez à l’une des personnes citées de relire le profil et de le confirmer.
problem-profile-missing = L’entreprise n’a pas encore donné son profil
    .causes =
        Il n’y a encore rien à confirmer.
    .cures =
        Donnez le nom légal, l’adresse, le numéro d’immatriculation et le contact principal.
problem-profile-changed = Le profil a changé entre-temps
    .causes =
        Quelqu’un d’autre l’a modifié depuis que vous l’avez lu.
    .cures =
        Relisez le profil tel qu’il est à présent, puis recommencez.
problem-domain-refused = Ce domaine de messagerie n’est pas admis
    .causes =
        L’adresse est personnelle, ou c’est un simple identifiant de locataire.
    .cures =
        Donnez l’adresse professionnelle du contact principal, dans un domaine de l’entreprise.
problem-domain-taken = Un autre siège a ce domaine de messagerie
    .causes =
        Chaque domaine de messagerie n’a qu’un siège.
    .cures =
        Votre entreprise a peut-être déjà un compte : demandez à vos collègues ou ouvrez un ticket de support.
problem-check-not-open = La vérification n’attend pas cet acte
    .causes =
        Elle n’a pas commencé, elle est déjà tranchée, ou elle attend l’entreprise.
    .cures =
        Consultez le profil : il dit où en est chaque vérification.
problem-check-not-in-turn = Une vérification qui précède n’est pas réussie
    .causes =
        Les vérifications se tranchent dans l’ordre du programme.
    .cures =
        Tranchez d’abord la vérification citée.
problem-proof-not-needed = Cette commande n’attend aucun justificatif de paiement
    .causes =
        Elle se paie par carte, ou elle est déjà payée.
    .cures =
        Consultez la commande : elle dit où elle en est.
problem-document-type-refused = Ce type de fichier n’est pas admis
    .causes =
        Le programme n’admet pas ce type, ou le contenu n’est pas du type annoncé.
    .cures =
        Déposez un fichier d’un type accepté.
problem-document-too-large = La taille du fichier n’est pas admise
    .causes =
        Le fichier est vide, ou plus grand que le programme ne l’admet.
    .cures =
        Réduisez le fichier ou répartissez-le en plusieurs.
problem-too-many-documents = Assez de justificatifs sont déposés
    .causes =
        Le programme limite le nombre de fichiers par vérification et par commande.
    .cures =
        Attendez la décision, ou ouvrez un ticket de support.

history-profile_changed = { $actor } a modifié le profil de l’entreprise : { $fields }{ $checks ->
    [none] {""}
   *[other] {" ;"} à vérifier de nouveau : { $checks }
}.
    .title = Profil modifié
history-profile_reviewed = { $actor } a relu le profil de l’entreprise et l’a confirmé.
    .title = Profil confirmé
history-check_decided = { $passed ->
    [yes] { $actor } a admis une vérification : { $check_word }.
   *[no] { $actor } a rejeté une vérification : { $check_word }.
}
    .title = Vérification tranchée
history-check_appealed = { $actor } a contesté le rejet d’une vérification : { $check_word }.
    .title = Rejet contesté
history-document_added = { $order ->
    [none] { $actor } a déposé un justificatif pour une vérification : { $check_word }.
   *[other] { $actor } a déposé un justificatif de paiement pour { $order }.
}
    .title = Justificatif déposé

effect-profile-changed = Le profil change : { $to }.
effect-profile-check = { $check } : { $from }, désormais { $to }.
effect-profile-verification = L’entreprise : { $from }, désormais { $to }.
effect-profile-reviewed = Le profil est confirmé à la date du { $to }.
effect-profile-counts_for = La confirmation vaut pour le renouvellement de { $to }, jusqu’au { $renew_to }.
effect-profile-counts_not_for = La confirmation ne vaut pas encore pour le renouvellement de { $to } ; il en faut une à partir du { $since }.
effect-document-added = Le justificatif est déposé.

profile-field-legal_name = nom légal
profile-field-address = adresse
profile-field-registration = numéro d’immatriculation
profile-field-primary_contact = contact principal
profile-check-email = Adresse de messagerie du contact
profile-check-employment = Appartenance du contact à l’entreprise
profile-check-business = Nom et adresse au registre officiel
check-state-not_started = pas commencée
check-state-pending = en attente
check-state-passed = réussie
check-state-rejected = rejetée
verification-not_reviewed = profil à donner
verification-pending = vérification en cours
verification-authorized = vérifiée
verification-rejected = vérification rejetée
need-profile_reviewed = profil confirmé
need-requirements_met = exigences remplies
need-fee_paid = prix payé
waive-profile_reviewed = confirmer le profil
waive-requirements_met = remplir les exigences
waive-fee_paid = payer les frais
capability-view_profile = voir le profil de l’entreprise
capability-review_profile = modifier et confirmer le profil de l’entreprise
capability-hand_in_documents = déposer des justificatifs
capability-verify_company = vérifier les entreprises

# L’entreprise.
cli-company = Le profil d’une entreprise, sa vérification et ses justificatifs
cli-company-show = Affiche le profil et l’état de chaque vérification
    .examples =
        symbolon company show
        symbolon company show --account 1000003
cli-company-change = Donne le profil, ou en modifie ce qui est nommé
    .examples =
        symbolon company change --city Lyon --dry-run
cli-company-review = Confirme que le profil est exact, avant un renouvellement
    .examples =
        symbolon company review --dry-run
        symbolon company review
cli-company-waiting = Liste les entreprises dont une vérification est dans un état, pour l’éditeur
    .examples =
        symbolon company waiting
        symbolon company waiting --state rejected
cli-company-pass = Admet une vérification, pour le support
    .examples =
        symbolon company pass business --account 1000003
cli-company-reject = Rejette une vérification, pour le support
    .examples =
        symbolon company reject business --account 1000003 --note illisible --dry-run
cli-company-appeal = Conteste le rejet d’une vérification
    .examples =
        symbolon company appeal business --note renvoyé
cli-company-hand-in = Dépose un justificatif pour une vérification
    .examples =
        symbolon company hand-in extrait.pdf --check business --dry-run
        symbolon company hand-in extrait.pdf --check business
cli-company-documents = Liste les justificatifs
    .examples =
        symbolon company documents
cli-company-download = Enregistre un justificatif
    .arg-file = le fichier à créer
    .examples =
        symbolon company download doc_… extrait.pdf
cli-company-state = L’entreprise : { $state }
cli-company-reviewed = Profil confirmé le { $day }
cli-company-checks = Vérifications
cli-company-check = { $check } : { $state }
cli-document-added = Déposé : { $document }
cli-file-unreadable = Le fichier { $file } est illisible : { $cause }.
cli-file-unwritable = Le fichier { $file } ne peut pas être créé : { $cause }.
cli-file-cause = { $cause ->
    [missing] il n’existe pas
    [no-folder] son dossier n’existe pas
    [forbidden] ses droits ne le permettent pas
    [folder] c’est un dossier
    [taken] il existe déjà et reste tel quel
    [no-text] ce n’est pas un texte en UTF-8
    [full] le disque est plein
   *[other] { $cause }
}
cli-file-made = Enregistré dans { $file }
cli-account-open = Ouvre le compte d’une entreprise, pour l’éditeur
    .examples =
        symbolon account open Cadran --country BE --dry-run
cli-membership-tasks = Liste tout ce qui sépare l’entreprise du renouvellement
    .examples =
        symbolon membership tasks M-1013
cli-order-prove = Dépose le justificatif qu’une commande a été payée par virement
    .arg-reference = référence du virement
    .examples =
        symbolon order prove O-1037 avis.pdf --paid-on 2021-09-09 --paid-to 7719 --reference T-1 --dry-run
cli-arg-legal-name = le nom inscrit au registre officiel
cli-arg-street = rue et numéro
cli-arg-postal-code = code postal
cli-arg-city = ville
cli-arg-registration-number = le numéro au registre officiel
cli-arg-contact-name = nom du contact principal
cli-arg-contact-email = adresse professionnelle du contact principal
cli-arg-check = la vérification : email, employment ou business
cli-arg-state = l’état de la vérification
cli-arg-document = le justificatif, par identifiant
cli-arg-paid-on = jour du paiement
cli-arg-paid-to = le compte crédité ; ses derniers caractères suffisent
cli-arg-country = pays du siège, par exemple FR
cli-arg-verified = l’éditeur a déjà vérifié l’entreprise
cli-col-check = vérification
cli-col-since = depuis
cli-col-document = justificatif
cli-col-for = pour
cli-col-media-type = type
cli-col-bytes = octets
cli-col-added-on = déposé le

fact-order_by_card = { $answer ->
    [yes] La commande se paie par carte.
   *[no] La commande ne se paie pas par carte : { $method_word }.
}
    .topic = le mode de paiement de la commande
problem-event-not-believed = Cet événement n’est pas authentique
    .causes =
        Sa signature manque ou n’est pas celle du prestataire.
        Son heure diffère de la nôtre de plus de cinq minutes.
    .cures =
        Comparez le secret des deux côtés, et l’horloge.
role-payment_provider = Prestataire de paiement
cli-order-pay-card = Indique où payer une commande par carte
    .examples =
        symbolon order pay-card O-1037
cli-order-pay-at = Payez ici : { $url }
cli-arg-provider-secret-file = fichier du secret des événements du prestataire de paiement, un par ligne, deux au plus
cli-arg-provider-page = page où une commande se paie par carte, avec {"{order}"} à la place de son numéro
cli-provider-unreadable = Les secrets de { $file } sont inutilisables : { $cause ->
    [shared] d’autres peuvent lire ce fichier. Faites chmod 600 dessus.
    [count] il en faut un ou deux, un par ligne.
    [prefix] un secret commence par whsec_.
    [encoding] après whsec_, un secret est en base64.
    [short] un secret compte au moins 24 octets.
   *[other] { $cause }
}
cli-order-pay-by-card = À payer avant la fin du { $day } : symbolon order pay-card { $order }

question-may_change_name = Le nom d’usage de l’entreprise { $subject } peut-il changer le { $as_of } ?
question-may_ask_mail = Le courriel de la vérification peut-il être demandé de nouveau le { $as_of } ?
question-may_close = Le compte { $subject } peut-il être clos le { $as_of } ?
fact-name_unchecked = Le nom d’usage se change dans tous les états de la vérification ; seul le nom légal se compare au registre officiel, aucune vérification ne recommence.
    .topic = le nom d’usage
fact-mail_left = { $answer ->
    [yes] Le courriel a été redemandé { $sent } fois, au plus { $max }.
   *[no] Le courriel a été redemandé { $sent } fois, autant que le programme l’admet pour une même adresse.
}
    .topic = le nombre de courriels
fact-mail_waited = { $answer ->
    [yes] Le dernier courriel est parti le { $last } ; il peut être redemandé depuis le { $from }.
   *[not_yet] Le dernier courriel est parti le { $last } ; il peut être redemandé à partir du { $from }.
}
    .topic = l’attente du courriel
fact-account_open = Le compte est clos depuis le { $since } : il se consulte encore, mais rien de nouveau n’y est possible.
    .topic = l’état du compte
fact-free_to_close = { $answer ->
    [yes] Le compte ne détient plus rien, et rien n’y attend.
   *[no] { $thing ->
        [membership] L’adhésion { $number } ({ $name }) court jusqu’au { $until }, fenêtre de renouvellement comprise.
        [subscription] L’abonnement { $name } sur { $number } reste utilisable jusqu’au { $until }.
        [token] Un jeton { $name } peut être activé jusqu’au { $until }.
        [order] La commande { $number } attend son paiement jusqu’au { $until }.
        [funds] { $amount } reçus sous la référence { $number } ne sont ni affectés ni rendus.
        [override] Une dérogation tardive pour { $number } existe depuis le { $since }.
        [merge] La fusion avec l’entreprise { $number } est en cours depuis le { $since }.
       *[replacement] Une demande de jeton de remplacement ({ $name }) attend depuis le { $since }.
    }
}
    .topic = ce que le compte détient encore
remedy-open_account = Ouvrez un nouveau compte.
remedy-act-open_account = Ouvrir un compte
problem-account-closed = Le compte est clos
    .causes =
        Le compte a été clos à la demande de l’entreprise, et cela ne s’annule pas.
    .cures =
        Le compte se consulte encore ; l’argent en suspens et les logiciels à retirer peuvent encore y être réglés.
        Pour adhérer de nouveau, ouvrez un autre compte.
problem-account-in-use = Le compte détient encore quelque chose
    .causes =
        Un compte ne se clôt que sans adhésion, sans avantage en cours, sans commande ouverte et sans argent en suspens.
    .cures =
        La réponse dit ce qui s’y oppose, et jusqu’à quel jour.
problem-check-mail-too-soon = Le courriel vient d’être envoyé
    .causes =
        Le programme laisse au courriel le temps d’arriver avant qu’il soit redemandé.
    .cures =
        Attendez le jour indiqué, et regardez dans le courrier indésirable.
problem-check-mail-spent = Le courriel ne peut plus être redemandé
    .causes =
        Il a été redemandé autant de fois que le programme l’admet pour une même adresse.
    .cures =
        Donnez une autre adresse du contact principal : la vérification recommence avec elle.
        Ou ouvrez un ticket de support.
history-public_name_changed = { $actor } a changé le nom d’usage de l’entreprise ; aucune vérification ne recommence.
    .title = Nom d’usage modifié
history-check_mail_asked = { $actor } a redemandé le courriel d’une vérification : { $check_word }.
    .title = Courriel redemandé
history-account_closed = { $actor } a clos le compte, à la demande écrite de l’entreprise.
    .title = Compte clos
effect-profile-public_name = Le nom d’usage change à la date du { $on } ; aucune vérification ne recommence.
effect-profile-mails_left = Le courriel pourra encore être redemandé { $to } fois.
effect-account-closed = Le compte est clos à la date du { $to }, pour toujours.
effect-account-domain_freed = Le domaine de messagerie { $from } peut être celui d’un autre siège.
effect-account-to_wind_down = { $to ->
    [one] Un logiciel reste à désinstaller ou à acquérir sous licence commerciale : ce devoir demeure.
   *[other] { $to } logiciels restent à désinstaller ou à acquérir sous licence commerciale : ce devoir demeure.
}
acknowledge-account-closed-for-good = Le compte est clos pour toujours ; il se consulte encore.
capability-close_account = clore un compte

cli-account-rename = Change le nom d’usage d’une entreprise ; aucune vérification ne recommence
    .examples =
        symbolon account rename Lumen --dry-run
        symbolon account rename Lumen --yes
cli-account-close = Clôt un compte pour toujours, pour le support
    .examples =
        symbolon account close --account 1000003 --note fusion --dry-run
cli-account-closed = Compte { $number } clos le { $day }
cli-company-ask-mail = Redemande le courriel de la vérification de l’adresse
    .examples =
        symbolon company ask-mail
cli-company-mail = courriel à redemander à partir du { $from }, encore { $left } fois

# Les emplacements et les locataires, sur la page de l’entreprise.
ui-locations-title = Siège et emplacements
ui-locations-number = Numéro
ui-locations-headquarters = siège
ui-locations-country = Pays
ui-locations-since = Depuis le
ui-locations-removal = Seul le support supprime un emplacement, après un ticket ; son numéro reste pris.
ui-locations-remove = Demander sa suppression
ui-locations-add-country = Pays du nouvel emplacement
ui-locations-hint = L’emplacement reçoit un numéro à lui.
ui-locations-country-error = Choisissez un pays dans la liste.
ui-locations-add = Ajouter l’emplacement
ui-locations-helpers = Peuvent ajouter un emplacement :
ui-tenants-title = Locataires
ui-tenants-lead = Un jeton s’utilise sur un locataire associé à l’entreprise, et seul un administrateur du locataire peut l’y utiliser.
ui-tenants-none = Aucun locataire n’est associé à l’entreprise.
ui-tenants-domain = Domaine
ui-tenants-since = Associé le
ui-tenants-admins = Administrateurs
ui-tenants-nobody = personne
ui-tenants-not-admin = Vous n’en êtes pas administrateur
ui-tenants-hint = Par exemple entreprise.example. Les administrateurs généraux et de facturation de l’annuaire en deviennent administrateurs.
ui-tenants-link = Associer le locataire
ui-tenants-check-title = Associer le locataire { $domain } ?
ui-tenants-check-own = N’associez qu’un locataire de votre entreprise, jamais celui d’un client : relisez le domaine lettre par lettre.
ui-tenants-check-admins = Les administrateurs généraux et de facturation de votre annuaire pourront y utiliser des jetons.
ui-tenants-check-stays = Ce qui y sera utilisé y restera, et l’association ne se défait pas ici.
ui-tenants-helpers = Peuvent associer un locataire :
