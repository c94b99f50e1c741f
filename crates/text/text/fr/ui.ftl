### Les pages.

## Cadre

ui-skip = Aller au contenu
ui-nav = Rubriques
ui-nav-home = Accueil
ui-nav-renew = Renouvellement
ui-nav-compare = Comparer les offres
ui-nav-history = Historique
ui-nav-notices = Avis
ui-nav-outbox = Envois
ui-nav-desk = Support
ui-sign-out = Se déconnecter
ui-error-prefix = Erreur :
ui-error-summary = Il y a un problème
ui-field-error = { $label } : { $text }
ui-field-named = « { $label } »
ui-back = Retour
ui-back-home = Retour à l’accueil
ui-not-now = Pas maintenant
ui-day = Jour
ui-event = Événement
ui-as-table = Voir sous forme de tableau
ui-foot = Symbolon, registre d’un programme partenaires. Chaque chiffre affiché est celui qui fait foi.
ui-foot-as-of = Situation au { $date }.
ui-foot-api = Documentation de l’API
ui-foot-problems = Pourquoi une demande est refusée
ui-sandbox-label = Bac à sable
ui-sandbox = Bac à sable
ui-sandbox-clock = L’horloge est arrêtée au { $now }. Rien de ce que vous faites ici n’engage une vraie entreprise.
ui-clock-jump = Avancer l’horloge
ui-clock-title = L’horloge du bac à sable
ui-clock-now = Elle indique le { $now }.
ui-clock-forward = Elle n’avance que si vous le demandez, et ne recule jamais.
ui-clock-to = Avancer jusqu’au
ui-clock-move = Avancer
ui-clock-moved = Nous sommes le { $date }
ui-clock-moved-lead = L’horloge a avancé depuis le { $from }. Voici ce qui a changé entre-temps pour { $company }.
ui-clock-moved-lead-vendor = L’horloge a avancé depuis le { $from }.
ui-clock-nothing = Rien n’a changé pour cette entreprise entre ces deux jours.
ui-clock-outbox = Voir les messages écrits en chemin
ui-clock-refused-title = L’horloge n’a pas bougé
ui-clock-refused-text = Choisissez un jour après celui d’aujourd’hui, à trois ans au plus.
ui-helper = { $count ->
    [one] { $names } ({ $role })
   *[other] { $names } (rôle : { $role })
}
ui-helper-you = vous
ui-helper-nobody = le rôle « { $role } », que personne ne porte ici
ui-helper-tenant = { $names } (administration du locataire { $tenant })
ui-token-name = { $benefit } ({ $seats })
ui-lines = { $count ->
    [one] { $count } avantage
   *[other] { $count } avantages
  }
ui-col-action = Action
ui-col-benefit = Avantage
ui-col-company = Entreprise
ui-col-country = Pays
ui-col-free = Libre
ui-col-from = Provenance
ui-col-granted = Accordé
ui-col-number = Numéro
ui-col-person = Personne
ui-col-product = Produit
ui-col-reassign = Réattribuable à partir du
ui-col-seats = Postes
ui-col-since = Attribué le
ui-col-state = État
ui-col-tenant = Locataire
ui-col-used = Utilisé
ui-redeem-by = À activer jusqu’au
ui-usable-until = Utilisable jusqu’au
ui-renew-between = À renouveler
ui-renew-together = renouvelée avec { $number }
ui-renew-ordered = commandé : { $order }, à payer jusqu’au { $date } inclus
ui-renew-reopened = de nouveau possible : à payer jusqu’au { $date } inclus
ui-renew-dates = entre le { $from } et le { $to }
ui-fee = Frais annuels
ui-price-change = { $more ->
    [yes] { $begun ->
        [yes] Le prix augmente : { $now } par an depuis le { $date }, au lieu de { $before }.
       *[no] Le prix augmente : { $now } par an à partir du { $date }, au lieu de { $before }.
    }
   *[no] { $begun ->
        [yes] Le prix baisse : { $now } par an depuis le { $date }, au lieu de { $before }.
       *[no] Le prix baisse : { $now } par an à partir du { $date }, au lieu de { $before }.
    }
}
ui-act-redeem = Utiliser le jeton
ui-act-activate = Activer
ui-act-redemption = Voir l’utilisation
ui-act-reveal = Afficher la clé
ui-key-is-hidden = clé masquée
ui-key-is-shown = clé affichée

## Entrer

ui-enter-page = Ouvrir la session
ui-enter-title = Ouvrir la session
ui-enter-text = Ce lien ne sert qu’une fois. Appuyez sur le bouton pour entrer ; aucun mot de passe ne vous sera demandé.
ui-enter-button = Entrer
ui-enter-gone-title = Ce lien n’est plus valable
ui-enter-gone-text = Un lien d’entrée ne sert qu’une fois et seulement pendant une courte durée. Celui-ci a déjà servi ou a dépassé sa durée.
ui-enter-gone-more = Demandez un nouveau lien sur la page d’entrée, ou à la personne qui vous l’a donné. En démonstration, relancez « symbolon demo » : il en affiche un par personne.
ui-welcome-page = Bienvenue
ui-welcome-title = Ce que votre entreprise détient, et pourquoi
ui-welcome-text = Symbolon tient le registre d’un programme partenaires : qui est membre, jusqu’à quand, ce que cela donne, ce qui a servi.
ui-welcome-in = Entrer
ui-welcome-in-text = On entre par un lien à usage unique. En démonstration, la commande « symbolon demo » en affiche un pour chaque personne.
ui-link-text = Donnez votre adresse électronique professionnelle : si quelqu’un la porte ici, un lien qui sert une seule fois y arrive dans la minute.
ui-link-email = Adresse électronique
ui-link-button = Recevoir un lien
ui-link-wrong = Ce n’est pas une adresse électronique. Saisissez-la en entier, par exemple prenom.nom@entreprise.example.
ui-link-sent-title = Regardez votre messagerie
ui-link-sent-text = Si cette adresse est connue ici, un lien vient d’y être envoyé. Il sert une seule fois, pendant un quart d’heure.
ui-link-sent-more = Rien n’arrive ? Vérifiez l’adresse et le courrier indésirable, puis redemandez un lien. Trois au plus courent en même temps. Si votre entreprise ne vous a pas encore dans son annuaire, demandez à un administrateur de vous y ajouter.
ui-welcome-dev = Programmer
ui-welcome-dev-text = Tout ce que font ces pages passe aussi par l’API, avec les mêmes règles et les mêmes réponses.
ui-signed-out-title = Vous êtes déconnecté
ui-signed-out-text = La session est fermée sur cet appareil.
ui-sign-in-title = Connectez-vous d’abord
ui-sign-in-text = Cette page demande une session ouverte. Entrez par votre lien : vous reviendrez ici.
ui-sign-in-typed = Ce que vous aviez saisi
ui-sign-in-copy = Rien n’en a été enregistré. Copiez-le avant d’entrer.

## Problèmes

ui-problem-reference = Référence à donner au support : { $reference }
ui-csrf-title = Ce formulaire n’est plus valable
ui-csrf-text = Il vient d’une autre session, ou d’un autre site. Rien n’a été enregistré.
ui-csrf-more = Revenez à la page, rechargez-la et recommencez.
ui-missing-title = Page introuvable
ui-missing-text = Cette adresse ne correspond à rien que vous puissiez voir.
ui-no-desk-title = Vous êtes connecté
ui-no-desk-text = Votre rôle ne voit pas les données des partenaires : il n’a donc pas de page d’accueil. L’exploitant travaille avec les commandes du serveur, comme symbolon doctor, symbolon backup create et symbolon verify, que décrit OPERATING.md ; dans un bac à sable, l’horloge peut aussi être déplacée ici.
ui-lacking-title = Votre rôle ne le permet pas
ui-lacking-text = Cette page est réservée à d’autres rôles de l’entreprise ou du programme.
ui-lacking-helpers = Peuvent vous aider : { $names }.
ui-unavailable-title = Le service n’a pas pu répondre
ui-unavailable-text = Rien n’a été perdu. Réessayez dans un instant : envoyer deux fois le même formulaire est sans effet.
ui-unreadable-title = La demande n’a pas pu être lue
ui-unreadable-text = Il manque un champ ou une valeur n’est pas de la bonne forme.

## Refus

ui-refusal-page = Ce n’est pas possible
ui-refusal-eyebrow = Ce n’est pas possible maintenant
ui-refusal-when = Quand cela change
ui-refusal-from = Possible à partir du { $date }.
ui-refusal-until = Le délai court jusqu’au { $date }.
ui-refusal-was-until = C’était possible jusqu’au { $date }.
ui-refusal-remedy = Ce que vous pouvez faire
ui-refusal-no-remedy = Rien ne lève ce refus aujourd’hui. Le support peut vous répondre.
ui-remedy-correct = Revenez au formulaire et corrigez ce qui y est demandé.
ui-refusal-helpers = Qui peut vous aider
ui-refusal-why = Pourquoi
ui-refusal-code = Code du refus :
ui-why-foot = Programme { $programme }, version { $version }, au { $date }.
ui-why-rule = Règle { $path } ({ $file }, ligne { $line })
ui-why-rule-number = Règle { $number }
ui-why-changes = Cela change le { $date }.
ui-why-not = Pourquoi pas ?

## Accueil

ui-home-page = Accueil
ui-home-eyebrow = Situation au { $date }
ui-home-lead = Compte global { $number }
ui-home-todo = Ce qui demande votre attention
ui-home-nothing = Rien ne vous attend.
ui-home-nothing-next = Rien ne vous attend. Prochaine date : { $date }. { $text }
ui-home-mine = Ce qui vous est attribué
ui-home-memberships = Adhésions
ui-home-no-membership = L’entreprise ne détient aucune adhésion. Comparez les offres pour voir ce que chacune comprend.
ui-home-seats = Abonnements développeur
ui-home-benefits = Avantages
ui-home-benefits-intro = Tout ce qui est accordé à l’entreprise, avec l’offre d’où cela vient et ce qu’il en reste.
ui-home-benefits-empty = Aucun avantage n’est accordé à cette date. Les avantages viennent avec une adhésion.
ui-home-benefits-hidden = Votre rôle ne permet pas de voir les avantages de l’entreprise.
ui-home-benefits-helpers = Les avantages sont gérés par { $names }.
ui-home-subscriptions = Abonnements cloud en cours
ui-home-subscriptions-intro = Un abonnement tiré d’un jeton vit jusqu’à sa propre date, que l’adhésion soit renouvelée ou non.
ui-home-next = Et ensuite
ui-home-next-intro = Les douze prochains mois, si personne ne fait rien.
ui-home-next-empty = Aucune date n’est prévue dans les douze prochains mois.
ui-home-latest = Derniers événements
ui-home-all-history = Tout l’historique
ui-membership-year = { $year ->
    [1] 1re année
   *[other] { $year }e année
  }
ui-redeem-by-note = { $count ->
    [0] tout a été activé
    [one] la première échéance : { $count } avantage n’a pas encore servi
   *[other] la première échéance : { $count } avantages n’ont pas encore servi
  }
ui-redeem-by-passed = { $count ->
    [one] la date est passée, et { $count } avantage n’a pas été utilisé
   *[other] les dates sont passées, et { $count } avantages n’ont pas été utilisés
  }
ui-redeem-by-over = l’adhésion est terminée
ui-usable-if-not-renewed = si l’adhésion n’est pas renouvelée
ui-usable-suspended = les avantages sont suspendus jusqu’au renouvellement
ui-usable-over = le droit d’utilisation est terminé
ui-usable-rest = ce qui n’a pas encore servi peut servir jusque-là
ui-somebody = quelqu’un d’une autre entreprise
ui-usable-from-redemption = selon la date d’utilisation
ui-used-of = { $used } sur { $total }

ui-lane-year = Année payée
ui-lane-window = Fenêtre de renouvellement
ui-lane-next = Ensuite, sans renouvellement
ui-lane-notified = Rappel envoyé
ui-lane-notice = Rappel prévu
ui-lane-title = { $offer } : calendrier de renouvellement
ui-lane-description = Année payée du { $start } au { $anniversary }. À renouveler entre le { $from } et le { $to }. Aujourd’hui { $today }.
ui-lane-today = aujourd’hui, { $date }
ui-lane-row-start = Début de l’année
ui-lane-row-today = Aujourd’hui
ui-lane-row-anniversary = Date anniversaire, fin de l’année payée
ui-lane-row-opens = La fenêtre de renouvellement s’ouvre
ui-lane-row-last = Dernier jour pour renouveler
ui-lane-before = { $days ->
    [one] La fenêtre de renouvellement s’ouvre demain, le { $date }.
   *[other] La fenêtre de renouvellement s’ouvre dans { $days } jours, le { $date }.
  }
ui-lane-inside = { $left ->
    [0] Jour { $day } sur { $of } : dernier jour pour renouveler.
    [one] Jour { $day } sur { $of } : il reste { $left } jour, jusqu’au { $date }.
   *[other] Jour { $day } sur { $of } : il reste { $left } jours, jusqu’au { $date }.
  }
ui-lane-after = La fenêtre s’est refermée le { $date }.

ui-seats-finding = { $held } sur { $size } attribués, { $free ->
    [one] { $free } libre
   *[other] { $free } libres
  }
ui-seats-activated = { $count ->
    [one] activé
   *[other] activés
  }
ui-seats-assigned = { $count ->
    [one] attribué, pas encore activé
   *[other] attribués, pas encore activés
  }
ui-seats-locked = { $count ->
    [one] verrouillé
   *[other] verrouillés
  }
ui-seats-locked-until = { $count ->
    [one] verrouillé, libre à partir du { $date }
   *[other] verrouillés, le premier libre à partir du { $date }
  }
ui-seats-free = { $count ->
    [one] libre
   *[other] libres
  }

ui-card-renew-title = Renouvelez { $offer } au plus tard le { $date }
ui-card-renew-kept = Vos avantages restent utilisables jusqu’au { $until }. Sans renouvellement, ils s’arrêtent ensuite.
ui-card-renew-suspended = Vos avantages sont suspendus jusqu’au renouvellement.
ui-card-renew-read-only = Vos avantages sont conservés jusqu’au { $until }, mais rien de nouveau ne peut commencer avant le renouvellement. Sans renouvellement, ils s’arrêtent ensuite.
ui-card-sold-title = L’offre « { $offer } » ne peut plus être renouvelée
ui-card-sold-text = Elle était en vente jusqu’au { $date }. Vos avantages durent jusqu’au { $until } : voyez quelles autres offres vous sont ouvertes.
ui-card-renew-act = Voir le renouvellement
ui-card-soon-title = Préparez le renouvellement de l’offre « { $offer } »
ui-card-soon-text = À renouveler entre le { $from } et le { $date }. Vous pouvez déjà voir ce que l’année suivante apportera.
ui-card-ordered-title = Le renouvellement « { $offer } » est commandé
ui-card-ordered-text = La commande { $order } ({ $total }) peut être payée jusqu’au { $date } inclus ; l’adhésion est renouvelée dès que l’argent est arrivé.
ui-card-ordered-kept = Vos avantages restent utilisables jusqu’au { $until }.
ui-card-ordered-off = D’ici là, vos avantages sont suspendus.
ui-card-reopened-when = À payer jusqu’au { $until }
ui-card-reopened-title = « { $offer } » peut encore être renouvelée
ui-card-reopened-text = La fenêtre s’est refermée le { $date }, mais le renouvellement peut encore être commandé et payé jusqu’au { $until } inclus. Vos avantages reviennent avec le paiement.
ui-card-lapsed-when = Terminée depuis le { $date }
ui-card-lapsed-title = L’offre « { $offer } » n’a pas été renouvelée
ui-card-lapsed-text = La fenêtre s’est refermée le { $date }.
ui-card-lapsed-again = L’offre peut être rachetée.
ui-card-lapsed-not-again = L’offre ne peut pas être rachetée pour l’instant.
ui-card-lapsed-remove = { $count ->
    [one] Il reste à dire ce qu’est devenu { $count } élément : désinstallé, couvert par une licence commerciale ou jamais installé.
   *[other] Il reste à dire ce que sont devenus { $count } éléments : désinstallés, couverts par une licence commerciale ou jamais installés.
  }
ui-card-lapsed-asked = Le ticket { $ticket } demande une dérogation ; elle attend une décision.
ui-override-granted = La dérogation est accordée : à payer jusqu’au { $date } inclus.
ui-card-lapsed-ticket = Voir le ticket
ui-card-lapsed-act = Voir ce qui s’est passé
ui-card-lapsed-remove-act = Dire ce qui est fait
ui-card-tokens-when = À activer jusqu’au { $date }
ui-card-tokens-title = { $count ->
    [one] { $count } jeton à utiliser
   *[other] { $count } jetons à utiliser
  }
ui-card-tokens-act = Voir les jetons
ui-card-tokens-instead = { $token }, accordé en remplacement le { $date }
ui-card-replace-when = Remplacement possible jusqu’au { $date }
ui-card-replace-open-when = Demandé le { $on }
ui-card-replace-declined-when = Refusé le { $decided }
ui-card-replace-title = { $token } : le bon locataire ?
ui-card-replace-text = Le jeton a été utilisé sur { $tenant }. { $max ->
    [one] Une erreur se corrige une seule fois.
   *[other] Une erreur se corrige.
  }
ui-card-replace-open = La demande du { $on } attend la réponse du support.
ui-card-replace-again = Le support a refusé le { $decided } la demande du { $on }. Vous pouvez demander de nouveau, jusqu’au { $date } inclus.
ui-card-replace-again-act = Demander de nouveau
ui-card-replace-declined = Le support a refusé la demande du { $on }.
ui-card-replace-act = Voir l’utilisation
ui-card-order-when = À payer avant la fin du { $date }
ui-card-order-title = La commande { $order } attend son paiement
ui-card-order-text = { $total } restent à payer ; ce qui est commandé prend effet ensuite.
ui-card-order-act = Voir la commande
ui-card-money-when = Reçu le { $date }
ui-card-money-title = { $order ->
    [none] { $amount } en attente, sans commande
   *[other] { $amount } en attente, reçus pour la commande { $order }
}
ui-card-order-blocked-when = Rien à payer
ui-card-order-blocked-title = La commande { $order } ne peut plus aboutir
ui-card-order-blocked-text = Ce qui est commandé n’est plus possible : ne versez pas { $total }. La commande dit pourquoi, et peut être annulée.
ui-card-merge-when = Depuis le { $date }
ui-card-merge-invited = L’entreprise { $company } vous invite à fusionner
ui-card-merge-nobody-text = Personne ici n’a le rôle « { $roles } », qui permet d’y répondre : donnez-le à quelqu’un, ou prenez-le vous-même.
ui-card-merge-invited-text = Voyez d’abord ce que la fusion changerait, puis acceptez ou refusez.
ui-card-merge-accepted = L’entreprise { $company } a accepté la fusion
ui-card-merge-accepted-text = Vérifiez ce qu’elle change et confirmez-la ; d’ici là, aucune des deux entreprises ne peut rien acheter, seulement renouveler.
ui-card-merge-waits = La fusion avec l’entreprise { $company } est acceptée
ui-card-merge-waits-text = Elle attend d’être confirmée ; d’ici là, aucune des deux entreprises ne peut rien acheter, seulement renouveler.
ui-card-profile-when = Compte ouvert le { $date }
ui-card-profile-title = Donnez le profil de l’entreprise
ui-card-profile-text = Rien ne peut être acheté avant que ce profil soit donné et vérifié.
ui-card-profile-helpers = Qui peut le donner : { $who }.
ui-card-check-rejected = La vérification de l’entreprise est rejetée
ui-card-check-rejected-text = Rejeté : { $checks }. { $verified ->
    [before] Rien ne peut être acheté ni renouvelé : corrigez le profil, déposez un justificatif ou contestez la décision.
   *[yes] Corrigez le profil, déposez un justificatif ou contestez la décision.
  }
ui-card-check-pending = L’entreprise est en cours de vérification
ui-card-check-since = Depuis le { $date }
ui-card-check-pending-text = Reste à vérifier : { $checks }.{ $verified ->
    [before] {" "}D’ici là, rien ne peut être acheté ni renouvelé.
   *[yes] {""}
  }
ui-card-merge-act = Voir la fusion
ui-card-version-when = À remplacer au plus tard le { $date }
ui-card-version-title = Nouvelle version : { $benefit }
ui-card-version-text = L’ancienne version doit être remplacée partout où elle est installée.
ui-card-version-act = Voir l’avantage
ui-card-seat-when = Attribué le { $date } par { $who }
ui-card-seat-title = { $benefit } est à vous
ui-card-seat-text = Activez-le pour commencer. Il est personnel et utilisable jusqu’au { $until }.
ui-card-seat-activated = { $benefit } est activé, et utilisable jusqu’au { $until }.
ui-card-seat-uses = Ce qui est permis, et ce qui ne l’est pas
ui-card-seat-act = Activer
ui-card-answer-when = Ticket ouvert le { $date }
ui-card-answer-title = Le support vous a répondu
ui-card-answer-asks = Le support vous pose une question
ui-card-answer-text = Ticket { $number } : { $about }.
ui-card-answer-act = Lire le ticket
ui-mine-usable-when = Utilisable jusqu’au { $until }
ui-mine-usable = Attribué le { $date } par { $who }. Il est personnel ; rendez-le quand vous n’en avez plus besoin.
ui-mine-suspended-when = Suspendu depuis le { $over }
ui-mine-suspended = L’adhésion qui le donne n’est pas encore renouvelée. Il redevient utilisable dès qu’elle l’est.
ui-mine-ended-when = Terminé depuis le { $over }
ui-mine-ended-title = { $benefit } n’est plus à vous
ui-mine-ended = L’adhésion qui le donnait a pris fin.
ui-mine-ended-remove = L’adhésion qui le donnait a pris fin. Ce que vous en avez installé est à désinstaller ou à couvrir par une licence commerciale.

ui-change-reminder = { $text ->
    [membership-lapsed] Avis annonçant la fin de l’offre « { $offer } ».
    [software-two-weeks] Rappel : des logiciels de l’offre « { $offer } » sont encore à régler.
    [software-a-month] Rappel : des logiciels de l’offre « { $offer } » sont encore à régler.
    [software-two-months] Rappel : des logiciels de l’offre « { $offer } » sont encore à régler.
   *[other] Rappel : l’offre « { $offer } » est à renouveler.
}
ui-change-anniversary = Date anniversaire de l’offre « { $offer } » ({ $number }) : fin de l’année payée.
ui-change-window_opens = La fenêtre de renouvellement de l’offre « { $offer } » s’ouvre.
ui-change-last_day = Dernier jour pour renouveler { $offer }.
ui-change-lapses = L’offre « { $offer } » prend fin si personne ne l’a renouvelée : les avantages s’arrêtent.
ui-change-lapsed = L’offre « { $offer } » a pris fin : personne ne l’a renouvelée, et ses avantages se sont arrêtés.
ui-change-refund_ends = Dernier jour pour se faire rembourser { $offer }.
ui-change-pay_by = Dernier jour pour payer la commande « { $offer } ».
ui-change-override_ends = Dernier jour pour payer { $offer } selon la dérogation tardive.
ui-change-relief_ends = Dernier jour pour payer { $offer } après la fenêtre, sans demande.
ui-change-redeem_by = { $count ->
    [one] Dernier jour pour utiliser un jeton : { $names }.
   *[other] Dernier jour pour utiliser { $count } jetons : { $names }.
  }
ui-change-activate_by = Dernier jour pour activer { $names }.
ui-change-replacement_ends = Dernier jour pour demander un jeton de remplacement : { $names }.
ui-change-subscription_ends = { $count ->
    [one] Dernier jour de l’abonnement { $names }.
   *[other] Dernier jour des abonnements { $names }.
  }
ui-change-seat_unlocks = { $count ->
    [one] Un abonnement { $names } peut changer de personne.
   *[other] { $count } abonnements { $names } peuvent changer de personne.
  }
ui-change-upgrade_by = Dernier jour pour remplacer l’ancienne version : { $names }.

ui-lapse-stops = { $count ->
    [one] Le { $date }, { $count } avantage s’arrête.
   *[other] Le { $date }, { $count } avantages s’arrêtent.
  }
ui-lapse-tokens = { $count ->
    [one] Le jeton { $names } ne pourra plus être utilisé.
   *[other] { $count } jetons ne pourront plus être utilisés : { $names }.
  }
ui-lapse-seats = { $count ->
    [one] { $count } personne perd son abonnement développeur.
   *[other] { $count } personnes perdent leur abonnement développeur.
  }
ui-lapse-remove = { $count ->
    [one] { $count } lot de licences ou installation est à désinstaller ou à couvrir par une licence commerciale.
   *[other] { $count } lots de licences ou installations sont à désinstaller ou à couvrir par une licence commerciale.
  }
ui-lapse-runs-on = { $benefit } sur { $tenant } continue jusqu’au { $date }.

## Un avantage

ui-line-dates = Trois dates à ne pas confondre
ui-line-facts = Ce qui est accordé
ui-line-terms = À quoi cela peut servir
ui-line-permitted = Permis
ui-line-forbidden = Interdit
ui-line-people = Qui en dispose
ui-line-machines = Où la clé a servi
ui-line-machines-intro = Une activation utilisée ne revient jamais, même si la machine est retirée.
ui-line-why = Pourquoi vous l’avez
ui-line-layer = Nature de l’octroi
ui-line-membership = Adhésion
ui-line-upgrade-by = À remplacer au plus tard le
ui-line-key-kind = Clé de produit
ui-line-version = Règles
ui-line-version-value = { $name }, version { $version }
ui-line-redeem-by-note = dernier jour pour commencer à s’en servir
ui-line-redeem-by-over = ce jour est passé
ui-line-redeem-by-none = plus rien ne peut être activé
ui-line-usable-token = le service commence le jour où le jeton est utilisé
ui-line-usable-own = l’abonnement suit sa propre date, pas celle de l’adhésion
ui-line-unofficial = Cette quantité ne vient pas d’une source officielle du programme.
ui-terms-upgrade = { $months ->
    [one] Quand une nouvelle version paraît, l’ancienne doit être remplacée dans le mois.
   *[other] Quand une nouvelle version paraît, l’ancienne doit être remplacée dans les { $months } mois.
  }
ui-terms-downgrade = Une version plus ancienne peut être installée à la place.
ui-terms-no-downgrade = Une version plus ancienne ne peut pas être installée à la place.
ui-machine = { $name } : { $why }. Activation n° { $used }.
ui-machine-unnamed = Machine sans nom

## Utiliser un jeton

ui-redeem-page = Utiliser un jeton
ui-redeem-steps = Étapes
ui-redeem-step-tenant = Locataire
ui-redeem-step-way = Façon
ui-redeem-step-check = Vérification
ui-redeem-step-done = Fait
ui-redeem-tenant-title = Sur quel locataire ?
ui-redeem-tenant-lead = Le jeton y restera pour toujours. Vous verrez les résultats avant de confirmer.
ui-redeem-tenant-legend = Locataires de l’entreprise
ui-redeem-tenant-admin = Vous en êtes administrateur
ui-redeem-tenant-not-admin = Vous n’en êtes pas administrateur : seul un administrateur du locataire peut y utiliser un jeton
ui-redeem-tenant-live = En cours : { $seats }, utilisables jusqu’au { $date }
ui-redeem-tenant-error = Choisissez un locataire
ui-redeem-no-tenant = Aucun locataire n’est associé à l’entreprise. Un administrateur général peut en associer un.
ui-redeem-other-needed = Le locataire voulu n’est pas dans la liste, ou vous n’en êtes pas administrateur ?
ui-redeem-link-tenant = Associer un locataire
ui-redeem-see-tenants = Voir les locataires et leurs administrateurs
ui-redeem-see-ways = Voir les résultats possibles
ui-redeem-other-tenant = Choisir un autre locataire
ui-redeem-ways-title = Que deviendra ce jeton sur { $tenant } ?
ui-redeem-ways-lead = Le jeton est utilisé en entier, d’une seule façon. Voici chacune, calculée pour aujourd’hui, { $date }.
ui-redeem-how = Comment c’est calculé
ui-redeem-shorter = Attention : la durée devient plus courte que celle du jeton seul.
ui-redeem-picture = Dans chaque dessin, la hauteur est le nombre de postes et la longueur le temps qui reste. En pointillés : la situation d’aujourd’hui.
ui-redeem-final = Quelle que soit la façon, le jeton est épuisé et ne peut pas changer de locataire.
ui-redeem-table = Les façons possibles côte à côte
ui-redeem-col-way = Façon
ui-redeem-col-seats-before = Postes avant
ui-redeem-col-seats-after = Postes après
ui-redeem-col-until-before = Utilisable jusqu’au, avant
ui-redeem-col-until-after = Utilisable jusqu’au, après
ui-way-new = Nouvel abonnement
ui-way-new-purpose = Quand rien n’est en cours sur ce locataire.
ui-way-new-choose = Créer l’abonnement
ui-way-extend = Prolonger la date de fin
ui-way-extend-purpose = Les mêmes postes, plus longtemps. C’est le choix habituel pour un renouvellement.
ui-way-extend-choose = Prolonger
ui-way-add_seats = Ajouter des licences
ui-way-add_seats-purpose = Plus de postes, avec une durée moyenne commune. Pour équiper plus de personnes.
ui-way-add_seats-choose = Ajouter
ui-way-was = avant : { $value }
ui-way-picture = { $seats } jusqu’au { $date }
ui-redeem-check-title = Utiliser { $token } sur { $tenant } ?
ui-redeem-check-final = Le jeton est utilisé en entier et pour toujours.
ui-redeem-check-replace = En cas d’erreur ({ $reasons }), un remplacement peut être demandé jusqu’au { $date }.
ui-redeem-check-no-replace = Ce jeton ne pourra pas être remplacé.
ui-redeem-check-way = Façon
ui-redeem-confirm = Utiliser le jeton
ui-redeem-done-title = C’est fait
ui-redeem-not-yet-title = Ce jeton n’a pas encore servi
ui-redeem-done-on = Utilisé le
ui-redeem-done-by = Par
ui-redeem-done-replace = Une erreur ({ $reasons }) ? Un remplacement peut être demandé jusqu’au { $date }.
ui-redeem-done-late = Un remplacement pouvait être demandé jusqu’au { $date }.
ui-redeem-done-replaced = Un jeton de remplacement a été accordé le { $date }.
ui-redeem-done-declined = La demande de remplacement a été refusée le { $date }.
ui-redeem-done-because = Motif donné par le support : « { $text } »
ui-redeem-done-open = Une demande de remplacement du { $date } attend la réponse du support.

## Vérifier avant d’agir

ui-check-consequences = Ce que cela entraîne
ui-check-legend = Confirmez que vous l’avez compris
ui-check-why = Pourquoi c’est possible ou non
ui-check-stale = La situation a changé depuis l’aperçu. Voici les conséquences d’aujourd’hui ; confirmez à nouveau.
ui-check-as-of = Conséquences calculées pour le { $date }.
ui-check-error = Cochez chaque phrase pour confirmer que vous l’avez comprise

## Clés

ui-reveal-page = Afficher une clé
ui-reveal-title = Afficher la clé du produit « { $benefit } » ?
ui-reveal-limit = { $count ->
    [one] La clé permet { $count } activation en tout. Il n’en sera pas accordé d’autre.
   *[other] La clé permet { $count } activations en tout. Il n’en sera pas accordé d’autres.
  }
ui-reveal-left = { $count ->
    [one] Il en reste { $count }.
   *[other] Il en reste { $count }.
  }
ui-reveal-recorded = L’affichage est inscrit dans l’historique, avec votre nom.
ui-reveal-lapse = La clé cesse d’être à vous si l’adhésion prend fin.
ui-reveal-confirm = Afficher la clé
ui-revealed-page = Clé de produit
ui-revealed-title = Clé du produit « { $benefit } »
ui-revealed-once = Cette page ne s’affiche qu’une fois. La clé pourra être affichée à nouveau, et chaque affichage est inscrit dans l’historique.
ui-revealed-again-title = La clé n’est pas affichée une seconde fois
ui-revealed-again-text = Ce formulaire avait déjà été envoyé. Demandez la clé à nouveau depuis l’avantage.

## Remplacement

ui-replace-page = Demander un remplacement
ui-replace-title = Demander un jeton de remplacement
ui-replace-lead = { $max ->
    [one] Un jeton est remplacé une seule fois.
   *[other] Un jeton est remplacé jusqu’à { $max } fois, un remplacement après l’autre.
  } Le programme l’accorde pour { $count ->
    [one] un seul motif
   *[other] ces motifs
  } : { $reasons }. Les autres motifs sont refusés. À demander jusqu’au { $date } inclus.
ui-replace-lead-none = { $max ->
    [one] Un jeton est remplacé une seule fois.
   *[other] Un jeton est remplacé jusqu’à { $max } fois, un remplacement après l’autre.
  } Le programme l’accorde pour { $count ->
    [one] un seul motif
   *[other] ces motifs
  } : { $reasons }. Les autres motifs sont refusés.
ui-replace-reason = Que s’est-il passé ?
ui-replace-reason-error = Choisissez ce qui s’est passé
ui-replace-intended = Quel locataire vouliez-vous ?
ui-replace-intended-error = Choisissez le locataire que vous vouliez
ui-replace-intended-hint = Seulement si le jeton a été utilisé sur le mauvais locataire.
ui-replace-no-tenant = Sans objet
ui-replace-send = Envoyer la demande
ui-replace-ask = Demander un jeton de remplacement
ui-replace-again = Demander de nouveau, jusqu’au { $date }
ui-replace-use = Utiliser le jeton de remplacement

## Historique

ui-history-page = Historique
ui-history-title = Historique
ui-history-lead = Tout ce qui a été inscrit pour { $company }, le plus récent d’abord. Rien ne s’efface et rien ne se modifie.
ui-history-day = Voir l’état à une date
ui-day-page = À une date
ui-day-title = État au { $date }
ui-day-lead-past = Ce que l’entreprise détenait ce jour-là, d’après son historique.
ui-day-lead-today = Ce que l’entreprise détient aujourd’hui.
ui-day-lead-future = Ce que l’entreprise détiendra ce jour-là si rien n’est renouvelé ni changé d’ici là.
ui-day-before = Le compte n’existait pas encore le { $date }.
ui-day-field = Jour
ui-day-hint = Passé ou à venir.
ui-day-show = Voir ce jour
ui-day-unclear = Indiquez un jour du calendrier, par exemple 2020-12-01
ui-day-memberships = Adhésions
ui-day-no-memberships = L’entreprise n’avait aucune adhésion ce jour-là.
ui-day-bought = Achetée le
ui-day-benefits = Avantages
ui-day-no-benefits = L’entreprise n’avait aucun avantage ce jour-là.
ui-day-why = Pourquoi
ui-day-basis = Établi d’après les faits 1 à { $seq } de l’historique ; empreinte du dernier : { $hash }.
ui-history-check = Vérifier que rien n’a été altéré
ui-verify-page = Vérification de l’historique
ui-verify-title = Vérification de l’historique
ui-verify-back = Retour à l’historique
ui-verify-lead = Chaque inscription porte une empreinte, calculée d’après ce qu’elle dit et d’après l’empreinte de la précédente. Qui en modifie une modifie toutes les suivantes.
ui-verify-intact = Rien n’a été altéré.
ui-verify-intact-text = { $facts ->
        [one] L’unique inscription porte
       *[other] Les { $facts } inscriptions se suivent sans lacune, et chacune porte
    } l’empreinte de ce qu’elle dit. { $rows ->
        [0] Il n’y avait encore ni liste ni page à comparer.
        [one] La ligne que montrent listes et pages y correspond.
       *[other] Les { $rows } lignes que montrent listes et pages y correspondent.
    } { $secrets ->
        [0] { "" }
        [one] Le seul code ou clé s’ouvre à sa place.
       *[other] Les { $secrets } codes et clés s’ouvrent chacun à sa place.
    }
ui-verify-broken = Quelque chose n’est pas tel qu’il a été inscrit.
ui-verify-broken-text = L’écart se trouve dans la table { $table }, ligne { $row }. Prévenez sans attendre l’exploitant de ce système : la commande « symbolon verify » dit ce qui diffère, et une sauvegarde ce qui s’y trouvait.
ui-verify-newest = Notez l’empreinte de la dernière inscription, n° { $seq } du { $date } : { $hash }. Qui la détient pourra constater plus tard, sans se fier à personne, que rien de ce qui précède n’a été remplacé.
ui-verify-field = Une empreinte que vous avez notée
ui-verify-hint = Au moins 12 caractères, tels qu’ils figurent à côté de chaque inscription de l’historique.
ui-verify-compare = Comparer
ui-verify-found = L’inscription n° { $seq } du { $date } porte cette empreinte. Tout ce qui avait été inscrit jusque-là est tel que vous l’aviez noté.
ui-verify-not-found = Aucune inscription ne porte cette empreinte. Soit elle vient de l’historique d’une autre entreprise, soit ce qui avait été inscrit jusque-là a été remplacé.
ui-history-empty = Rien n’a encore été inscrit.
ui-history-older = Plus ancien
ui-history-who = par { $name }
ui-history-rule = règles { $programme }, version { $version }
ui-history-effective = avec effet le { $date }
ui-history-mark = n° { $seq } · { $hash }

## Comparer

ui-compare-page = Comparer les offres
ui-compare-title = { $one } et { $two }
ui-compare-lead = Ce que chaque offre donne en un an, côte à côte. Les lignes qui diffèrent sont mises en évidence.
ui-compare-one = Première offre
ui-compare-two = Deuxième offre
ui-compare-go = Comparer
ui-compare-difference = Différence
ui-compare-same = identique
ui-compare-more = { $amount } de plus
ui-compare-less = { $amount } de moins
ui-compare-first-only = première offre seulement
ui-compare-second-only = deuxième offre seulement
ui-renew-gone = n’est plus accordé
ui-renew-new = nouveau
ui-compare-nothing = –
ui-compare-note = Quantités de base, sans ce qu’ajoute une compétence.
ui-compare-mine = Détenue : { $number } ({ $state }){ $renew ->
    [none] {""}
   *[other] , à renouveler { $renew }
}.
ui-fee-none = rien à payer
ui-fee-unofficial = source non officielle
ui-fee-note = hors taxes
ui-fee-with = { $amount } ({ $note })
ui-offer-needs = Conditions
ui-offer-needs-nothing = Aucune
ui-offer-needs-level = Une compétence au niveau { $level }
ui-offer-needs-people = { $count ->
    [one] Au moins { $count } personne avec : { $names }
   *[other] Au moins { $count } personnes avec : { $names }
  }
ui-offer-limit = Limite
ui-offer-limit-value = { $max } par compte global
ui-offer-refund = Remboursement
ui-offer-refund-days = { $days ->
    [one] Achat : possible pendant { $days } jour, tant que rien n’a servi ; un renouvellement n’est pas remboursé
   *[other] Achat : possible pendant { $days } jours, tant que rien n’a servi ; un renouvellement n’est pas remboursé
  }
ui-offer-refund-never = Non prévu

## Renouvellement

ui-renew-page = Renouvellement
ui-renew-title = Renouveler
ui-renew-lead = Une adhésion ne se renouvelle pas toute seule. Voici où en est la fenêtre, ce que l’année suivante apporte et ce qui s’arrêterait.
ui-renew-none = L’entreprise n’a aucune adhésion à renouveler.
ui-renew-paid-until = Année payée jusqu’au
ui-renew-next-year = Année suivante jusqu’au
ui-renew-brings = Ce que l’année suivante apporte
ui-renew-same = L’année suivante apporte exactement les mêmes avantages.
ui-renew-changes = { $count ->
    [0] Voir le détail
    [one] { $count } changement
   *[other] { $count } changements
  }
ui-renew-now = Cette année
ui-renew-then = Année suivante
ui-renew-lapse = Si vous ne renouvelez pas
ui-renew-button = Renouveler { $offer }
ui-renewed-title = L’offre « { $offer } » est renouvelée
ui-renewed-lead = La nouvelle année court jusqu’au { $date }. Les avantages de l’année sont accordés dès aujourd’hui.
ui-renewed-page = Renouvellement enregistré
ui-renewed-reference = Référence du paiement
ui-renewed-next = Prochain renouvellement
ui-renewed-lines = Avantages accordés

## Support

ui-desk-page = Support
ui-desk-title = Bureau du support
ui-desk-lead = Nous sommes le { $date }. Répondez aux demandes, ou trouvez une entreprise.
ui-desk-lead-reader = Nous sommes le { $date }. Trouvez une entreprise.
ui-desk-find = Trouver une entreprise
ui-desk-search = Nom d’une entreprise ou d’une personne, numéro, adhésion, commande, ticket, adresse ou domaine
ui-desk-go = Chercher
ui-desk-none = Aucune entreprise ne correspond.
ui-desk-clear = Effacer la recherche
ui-desk-accounts = Entreprises
ui-desk-found = Entreprises qui correspondent à « { $q } »
ui-desk-more = Suite
ui-desk-queue = Demandes de remplacement
ui-desk-queue-empty = Aucune demande n’attend.
ui-desk-decisions = Ce qui attend votre décision
ui-desk-tickets = Tickets de support
ui-desk-tickets-untaken = { $count ->
    [0] Tickets en retard
    [one] Un ticket que personne n’a pris
   *[other] { $count } tickets que personne n’a pris
  }
ui-desk-tickets-late = { $count ->
    [0] Aucun n’attend trop longtemps.
    [one] Un ticket attend trop longtemps.
   *[other] { $count } tickets attendent trop longtemps.
  }
ui-desk-proposed = Proposée le { $date }
ui-desk-override-text = Dérogation tardive proposée par { $who }, ticket { $ticket } : à approuver ou à refuser.
ui-desk-run-approve = Passage de campagne à approuver : { $count ->
    [one] { $count } membre compté
   *[other] { $count } membres comptés
  }.
ui-desk-run-start = Passage de campagne approuvé, à lancer : { $count ->
    [one] { $count } membre compté
   *[other] { $count } membres comptés
  }.
ui-desk-plan-text = Plan fait par { $who } : à lire, puis à approuver.
ui-desk-plan-apply = Plan fait par { $who }, approuvé : à appliquer.
ui-desk-look = Examiner
ui-desk-request-when = Demandé le { $date }
ui-desk-request-title = { $company } : { $token }
ui-desk-request-text = Motif : { $reason }. Utilisé sur { $tenant } le { $on }.{ $before ->
    [0] {""}
    [one] {" "}Une demande a précédé celle-ci.
   *[other] {" "}{ $before } demandes ont précédé celle-ci.
}
ui-decide-page = Demande de remplacement
ui-decide-title = Accorder un jeton de remplacement à { $company } ?
ui-decide-token = Jeton
ui-decide-reason = Raison donnée
ui-decide-used = Utilisé
ui-decide-used-value = le { $date } sur { $tenant }
ui-decide-intended = Locataire voulu
ui-decide-before = Demandes précédentes
ui-decide-before-value = { $count ->
    [one] { $count } demande de la même entreprise
   *[other] { $count } demandes de la même entreprise
}, { $granted ->
    [0] aucune accordée
    [one] dont { $granted } accordée
   *[other] dont { $granted } accordées
}
ui-decide-grant = Accorder le remplacement
ui-decide-decline = Refuser la demande
ui-decide-decline-title = Refuser
ui-decide-decline-text = Le jeton d’origine reste tel qu’il a été utilisé. L’entreprise voit la réponse sur la page du jeton et dans son historique ; elle peut demander de nouveau tant que le délai court.
ui-decide-note = Motif du refus (facultatif)
ui-decide-note-hint = L’entreprise le lit, dans la langue où vous l’écrivez.

# Les avis et les envois.
ui-notices-page = Avis
ui-notices-title = Avis
ui-notices-lead = Ce qui a été envoyé aux personnes de l’entreprise { $company }, le plus récent d’abord.
ui-notices-empty = Aucun avis n’a encore été envoyé.
ui-notices-about = { $offer }, { $membership }
ui-notices-late = était prévu le { $date }
ui-notices-reached = { $count ->
    [0] Adressé à personne : personne n’avait l’un des rôles à qui il s’adresse
    [one] Adressé à une personne
   *[other] Adressé à { $count } personnes
}
ui-message-to = À
ui-message-on = Envoyé le
ui-message-about = Sujet
ui-message-notice = Avis
ui-message-late = Retard
ui-message-subject = Objet
ui-message-other = La même chose en { $language }
ui-outbox-page = Envois
ui-outbox-title = Envois
ui-outbox-lead = Les messages des avis, le plus récent d’abord.
ui-outbox-lead-sandbox = Les messages des avis, le plus récent d’abord. Un bac à sable ne fait que les garder : rien ne quitte cette machine.
ui-outbox-empty = Aucun message pour l’instant. Dans un bac à sable, avancez l’horloge jusqu’à la date anniversaire d’une adhésion.
ui-outbox-all = Tous les messages
ui-outbox-failed = Seulement ceux dont le courriel n’a pas pu être distribué
ui-outbox-none = Aucun message de cette sorte.

# Packages.

ui-unlimited = sans limite
ui-next-offer = Offre pour l’année suivante
ui-next-show = Afficher
ui-next-planned = { $offer }, renouvelée le { $date } et sans rien changer d’ici là.
ui-next-not-possible = { $offer } : en l’état, le renouvellement ne serait pas possible le { $date }. Voici ce que l’année apporterait s’il l’était.
ui-line-ceiling = Utilisable pour ce produit
ui-line-ceiling-value = { $effective } sur { $granted } en tout, dans les pays de l’entreprise
ui-line-provisioning = Mise en service
ui-seats-withheld = { $count ->
    [one] { $count } retenu par un plafond
   *[other] { $count } retenus par un plafond
}

# La page de l’entreprise.
ui-nav-company = Entreprise
ui-company-page = L’entreprise
ui-company-title = Le profil de l’entreprise
ui-company-lead = Qui vous êtes pour l’éditeur.{ $verified ->
    [before] {" "}Vérifié avant tout achat.
    [yes] {" "}Vérifié par l’éditeur.
   *[no] {""}
  }{ $reviewed ->
    [yes] {" "}Confirmé chaque année avant un renouvellement.
   *[no] {""}
  }
ui-company-review-title = Confirmation annuelle
ui-company-reviewed = Dernière confirmation le { $date }.
ui-company-not-reviewed = Personne n’a encore confirmé ce profil.
ui-company-review-due = { $offer } ({ $number }) : à confirmer avant le renouvellement, jusqu’au { $until }.
ui-company-review-done = { $offer } ({ $number }) : confirmé pour l’année à venir.
ui-company-review-later = { $offer } ({ $number }) : à confirmer pour l’année à venir, à partir du { $from }.
ui-company-review-early = Une confirmation faite aujourd’hui ne compte pour aucun renouvellement : elle compte à partir du { $from }.
ui-company-confirmed = Le profil est confirmé.
ui-company-confirmed-early = C’est trop tôt pour le renouvellement de { $number } : il faudra le confirmer de nouveau à partir du { $from }.
ui-company-confirmed-renew = Continuer le renouvellement
ui-company-review = Le profil est exact : le confirmer
ui-company-review-vouched = Confirmer que rien n’a changé
ui-company-helpers = Ces personnes peuvent le confirmer :
ui-company-checks = Vérification
ui-company-no-checks = Ce programme ne vérifie aucune entreprise.
ui-company-since = depuis le { $date }
ui-company-file = Justificatif
ui-company-file-hint = Accepté : { $accepted }, { $limit } Mo au plus.
ui-company-hand-in = Déposer
ui-company-appeal-reason = Pourquoi revoir cette décision ?
ui-company-appeal = Contester
ui-company-reason = Motif
ui-company-reason-hint = L’entreprise le lit. Un rejet doit en donner un.
ui-company-pass = Admettre
ui-company-reject = Rejeter
ui-company-documents = Justificatifs
ui-company-no-documents = Aucun justificatif n’a été déposé.
ui-company-for = Pour
ui-company-added = Déposé le
ui-company-profile = Profil
ui-company-no-profile = Le profil n’est pas encore donné.
ui-company-vouched = L’éditeur a vérifié l’entreprise sur d’autres pièces ; son profil n’est pas inscrit ici.
ui-company-legal-name = Nom légal
ui-company-legal-name-missing = Saisissez le nom légal.
ui-company-address = Adresse légale
ui-company-street = Rue et numéro
ui-company-street-missing = Saisissez la rue et le numéro.
ui-company-postal-code = Code postal
ui-company-postal-code-missing = Saisissez le code postal.
ui-company-city = Ville
ui-company-city-missing = Saisissez la ville.
ui-company-country = Pays : { $country }. Pour le changer, ouvrez un ticket de support.
ui-company-registration = Numéro d’immatriculation
ui-company-registration-missing = Saisissez le numéro d’immatriculation.
ui-company-contact = Contact principal
ui-company-contact-missing = Saisissez le nom du contact principal.
ui-company-email = Adresse professionnelle du contact principal
ui-company-email-missing = Saisissez l’adresse professionnelle du contact principal.
ui-company-email-hint = Dans un domaine de l’entreprise, par exemple nom@entreprise.example.
ui-company-change-hint = { $verified ->
    [before] Ce que vous modifiez est vérifié de nouveau ; rien ne peut être acheté ni renouvelé d’ici là.
    [yes] Ce que vous modifiez est vérifié de nouveau.
   *[no] Ce que vous modifiez vaut aussitôt.
  }
ui-company-save = Enregistrer
ui-renew-company = Voir le profil de l’entreprise
ui-desk-checks = Entreprises à vérifier
ui-desk-checks-empty = Aucune entreprise n’attend d’être vérifiée.
ui-desk-checks-since = En attente depuis le { $date }

# Le prestataire d’essai d’un bac à sable.
ui-till-page = Paiement par carte
ui-till-eyebrow = Prestataire d’essai
ui-till-title = Payer par carte
ui-till-lead = La commande { $order } : { $amount }.
ui-till-text = Cette page tient lieu de prestataire de paiement et n’existe que dans un bac à sable. Aucune carte n’est demandée ni débitée.
ui-till-pay = Payer
ui-till-decline = Refuser la carte
ui-till-fail = Simuler un échec passager (code 715)
ui-till-declined = La carte a été refusée. Rien n’a été débité ; la commande reste à payer.
ui-till-later = La carte ne peut pas être débitée aujourd’hui (715). Rien n’a été débité ; la commande dit quand réessayer.

ui-closed = Ce compte est clos depuis le { $date } : il se consulte encore.
ui-company-name = Nom d’usage
ui-company-name-hint = Le nom sous lequel on connaît l’entreprise. Il se change à tout moment et n’est comparé à aucun registre : aucune vérification ne recommence.
ui-company-rename = Changer le nom d’usage
ui-company-mail = Dernier courriel le { $last }. Il peut être redemandé à partir du { $from }, encore { $left } fois.
ui-company-mail-spent = Dernier courriel le { $last }. Il ne peut plus être redemandé : donnez une autre adresse du contact principal.
ui-company-ask-mail = Redemander le courriel
ui-close-section = Clore le compte
ui-close-lead = Un compte se clôt à la demande écrite de l’entreprise, quand il ne détient plus rien. La page suivante dit ce qui en résulte, ou ce qui s’y oppose et jusqu’à quel jour.
ui-close-note = Demande écrite de l’entreprise
ui-close-note-error = Indiquez la demande écrite de l’entreprise.
ui-close-ask = Voir ce qui en résulte
ui-close-page = Clore le compte
ui-close-title = Clore le compte de l’entreprise { $company } ?
ui-close-after = Le compte se consulte encore. L’argent reçu après coup s’y enregistre et se rend, et les logiciels à retirer s’y confirment.
ui-close-confirm = Clore pour toujours
ui-balance-title = Solde et usage
ui-balance-left = Reste
ui-balance-unlimited = sans limite
ui-balance-until = Utilisable jusqu’au
ui-balance-contract = Contrat
ui-balance-access = Numéro d’accès
ui-balance-not-activated = pas encore activé
ui-balance-holder = Titulaire
ui-balance-nobody = personne
ui-balance-activate = Activer le support
ui-balance-kind = De quoi s’agit-il ?
ui-balance-amount = { $unit ->
    [incident] Combien d’incidents ?
   *[hour] Combien d’heures ?
}
ui-balance-amount-error = Écrivez un nombre entier à partir de 1.
ui-balance-use = Demander
ui-balance-used = { $date } : { $usage }, demande : { $asked }, déduction : { $deducted }
ui-renew-order = Commander le renouvellement de l’offre « { $offer } »
ui-renew-waits = Voir la commande à payer
ui-till-back = Revenir à la commande

# Les commandes.
ui-nav-orders = Commandes
ui-orders-page = Commandes et factures
ui-orders-title = Commandes et factures
ui-orders-lead = Une adhésion s’achète et se renouvelle par une commande. Elle prend effet dès que la commande est payée.
ui-orders-list = Commandes
ui-orders-none = L’entreprise n’a encore rien commandé ici.
ui-orders-buy = Commander
ui-orders-helpers = Qui peut commander et payer :
ui-orders-fee = par an{ $note ->
    [none] {""}
   *[other] , { $note }
}
ui-orders-no-fee = Aucun prix n’est connu pour le pays de l’entreprise.
ui-orders-look = Prix et conditions
ui-orders-papers = Factures et avoirs
ui-orders-no-papers = Aucune facture pour l’instant : elle paraît dès que la commande est payée.
ui-orders-paper = Document
ui-orders-date = Date
ui-orders-order = Commande
ui-orders-taxes = Exonération de taxes
ui-orders-exempt = Exonérée à partir du { $from }.
ui-orders-exempt-until = Exonérée du { $from } au { $until }.
ui-order-page = Commande
ui-order-title = Commande { $order }
ui-order-renewal-of = Renouvellement de { $number }, { $offer }
ui-order-what = Objet
ui-order-placed = Passée le
ui-order-placed-by = { $date }, par { $who }
ui-order-method = Mode de paiement
ui-order-method-card-hint = La carte est débitée aussitôt, chez le prestataire de paiement ; l’adhésion est active le jour même.
ui-order-method-transfer-hint = La commande indique le montant exact et la référence ; l’adhésion est active dès que l’argent est arrivé.
ui-order-method-error = Choisissez un mode de paiement
ui-order-paid-on = Payée le
ui-order-fee-back = Prix remboursé
ui-order-tax-back = Taxe restituée
ui-order-price = Prix
ui-order-net = Prix réduit
ui-order-tax = Taxe
ui-order-no-tax = aucune
ui-order-total = Total
ui-order-pay-by = À payer jusqu’au
ui-order-pay-by-note = inclus ; ensuite la commande n’est plus valable
ui-order-new-page = Nouvelle commande
ui-order-new-renewal = Commander le renouvellement de { $number }
ui-order-new-title = Commander : { $what }
ui-order-tasks = Ce qu’il faut
ui-order-tasks-none = Rien d’autre que le paiement n’est nécessaire.
ui-order-price-title = Ce que cela coûte
ui-order-brings = Ce que cela apporte
ui-order-next-year = L’année suivante, avantage par avantage
ui-order-tax-id = Numéro fiscal (facultatif)
ui-order-tax-id-hint = Il figure sur la facture : de 4 à 20 lettres et chiffres, par exemple FR40303265045.
ui-order-tax-id-error = Saisissez un numéro fiscal de 4 à 20 lettres et chiffres
ui-order-place = Commander
ui-order-place-paid = Commander sans rien verser
ui-order-new-paid = { $amount } attendent depuis le { $date }, reçus pour la commande { $order } : ils paient cette commande dès que vous la passez. Aucune carte n’est débitée, aucun virement n’est à faire.
ui-order-new-waits = { $order ->
    [none] { $amount } attendent depuis le { $date }, sans commande ; ils ne paient pas celle-ci d’eux-mêmes.
   *[other] { $amount } attendent depuis le { $date }, reçus pour la commande { $order } ; ils ne paient pas celle-ci.
}
ui-order-paid-with = { $order ->
    [none] avec { $amount }, arrivés le { $date }
   *[other] avec { $amount }, arrivés le { $date } pour la commande { $order }
}
ui-order-pay = Payer
ui-order-exact = Montant exact
ui-order-reference = Référence du virement
ui-order-reference-note = le numéro de commande et le numéro global
ui-order-transfer = Virez exactement ce montant, dans cette devise, avec cette référence. Un autre montant reste en attente et ne paie pas la commande.
ui-order-pay-card = Payer par carte
ui-order-change = Payer autrement, ou ne plus commander
ui-order-change-text = Annulez cette commande ; la même chose peut être commandée aussitôt, avec un autre mode de paiement.
ui-order-keeps = La fenêtre de renouvellement est fermée : sans cette commande, l’adhésion ne peut plus être renouvelée, ni commandée autrement.
ui-order-again = La même chose peut être commandée de nouveau, avec un autre mode de paiement.
ui-order-cancel-title = Annuler la commande { $order } ?
ui-order-cancel = Annuler la commande
ui-order-blocked = Ne peut plus aboutir
ui-order-proven = justificatif envoyé, en attente de l’argent
ui-order-blocked-text = Ne versez rien pour cette commande. Si de l’argent arrive tout de même, il est gardé : l’éditeur l’affecte à une autre commande ou le rend.
ui-order-failed = La carte n’a pas été débitée
ui-order-failures = Essais de paiement
ui-order-failure = La carte n’a pas été débitée ; rien n’a été prélevé.
ui-order-failure-code = { $code ->
    [declined] La carte a été refusée.
   *[other] Code { $code }.
}
ui-order-facts = La commande
ui-proof-title = Justifier le virement
ui-proof-text = Le document montre la date, le compte crédité, le montant, le numéro de commande et le numéro global.
ui-proof-paid-on = Payé le
ui-proof-paid-to = Compte crédité
ui-proof-reference = Référence de la banque
ui-proof-file = Virement { $reference } ({ $kind })
ui-proof-send = Envoyer le justificatif
ui-proof-again = Envoyer un autre justificatif
ui-proof-sent = Le justificatif est envoyé. Le support le lit ; la commande est payée dès que l’argent est arrivé, et vous n’avez rien d’autre à faire.
ui-proof-paid-on-error = Indiquez le jour du virement, entre celui de la commande et aujourd’hui
ui-proof-paid-to-error = Indiquez le compte crédité
ui-proof-reference-error = Indiquez la référence de la banque
ui-proof-file-error = Choisissez un fichier
ui-proof-other-order = Attention : la même référence est aussi donnée pour { $order }. Un virement paie une seule commande.
ui-proof-other-company = Attention : de l’argent d’une autre entreprise a été enregistré sous la même référence. Un virement paie une seule commande.
ui-proofs = Justificatifs envoyés
ui-money-title = Argent reçu
ui-money-none = Aucun paiement n’a été reçu.
ui-money-received = reçu le { $date }
ui-money-why = En attente parce que
ui-money-waits = L’éditeur affecte cet argent à une commande ou le restitue ; il n’est pas perdu. Avant de payer une seconde fois, demandez au support.
ui-money-settle = Affectez cet argent à une commande qui demande exactement ce montant, ou restituez-le.
ui-money-ask = Demander au support
ui-money-next-anew = Ce qui était commandé peut être commandé de nouveau : cet argent paie aussitôt la nouvelle commande, et vous n’avez rien à verser une seconde fois.
ui-money-next-anew-act = Commander de nouveau sans rien verser
ui-money-next-whole = { $received ->
    [none] Ce qui est arrivé pour la commande { $order } ne la paie pas : elle demande exactement { $total }.
   *[other] { $received } sont arrivés pour la commande { $order }, qui demande exactement { $total } : cela ne la paie pas{ $missing ->
        [none] .
       *[other] , et les { $missing } qui manquent ne la paieraient pas non plus.
    }
} { $method ->
    [card] Payez-la en entier par carte
   *[other] Virez { $total } en une seule fois
} jusqu’au { $date } inclus, et demandez au support de restituer ce qui est en attente.
ui-money-became-paid = La commande { $order } est payée avec { $amount }.
ui-money-became-held = { $amount } en attente : { $why }.{ $fits ->
    [0] {""}
    [one] {" "}C’est exactement le montant d’une commande à payer : affectez-le ci-dessous.
   *[other] {" "}C’est exactement le montant de { $fits } commandes à payer : affectez-le ci-dessous.
}
ui-money-became-returned = { $amount } restitués.
ui-money-order = { $order } – { $total }
ui-money-for = Pour la commande
ui-money-no-order = aucune
ui-money-assign = Affecter à la commande
ui-money-no-fit = Aucune commande à payer n’attend exactement ce montant.
ui-money-return = Restituer
ui-money-return-title = Restituer { $amount } ?
ui-money-record = Enregistrer un paiement reçu
ui-money-record-text = Un montant exact paie la commande ; tout autre reste en attente, avec sa raison.
ui-money-record-act = Enregistrer le paiement
ui-money-amount = Montant
ui-money-received-on = Reçu le
ui-money-received-on-hint = Si ce n’était pas aujourd’hui. C’est ce jour qui dit si l’argent est arrivé à temps.
ui-money-currency = Devise
ui-refund = Droit au remboursement
ui-refund-ends = Ce qui y mettrait fin aussitôt :
ui-refund-how = Le support rembourse sur demande.
ui-refund-act = Rembourser
ui-refund-page = Remboursement
ui-refund-title = Rembourser la commande { $order } ?
ui-refund-company = Entreprise
ui-refund-confirm = Rembourser
ui-tax-refund = Restitution de la taxe
ui-tax-refund-act = Restituer la taxe
ui-tax-refund-title = Restituer la taxe de la commande { $order } ?
ui-task-helpers = Qui peut aider :
ui-task-company = Voir le profil de l’entreprise
ui-task-competencies = Voir les compétences
ui-task-orders = Voir les commandes
ui-colon = {" :"}
ui-desk-money = Argent en attente
ui-desk-money-empty = Aucun argent n’est en attente.
ui-desk-money-text = { $amount } : { $why }.
ui-desk-proofs = Virements annoncés
ui-desk-proofs-empty = Aucun justificatif de virement n’attend.
ui-desk-proof-when = Justificatif du { $date }
ui-desk-proof-text = { $order }, { $total }, à payer jusqu’au { $date }

# Les compétences.
ui-nav-competencies = Compétences
ui-competencies-page = Compétences
ui-competencies-title = Compétences
ui-competencies-lead = Où en est chaque compétence, ce qui manque, et ce que la date anniversaire trouvera.
ui-competencies-lead-market = Où en est chaque compétence, ce qui manque, et ce que la date anniversaire trouvera. Seuils du marché « { $market } ».
ui-competencies-none = L’entreprise n’a encore commencé aucune compétence.
ui-competencies-others = Compétences pas encore commencées
ui-competency-active = Niveau { $level } : active jusqu’au { $date }{ $basis ->
    [override]  ; le constat de l’éditeur vaut encore ce jour-là.
    [campaign]  ; une campagne dispense des exigences ce jour-là.
   *[other] {" "}et, selon la prévision, de nouveau satisfaite ce jour-là.
}
ui-competency-at-risk = Niveau { $level } : active jusqu’au { $date }, mais selon la prévision, il manquera ce jour-là de quoi la renouveler.
ui-competency-active-window = Niveau { $level } : active jusqu’au { $date } ; rien ne manque pour la renouveler.
ui-competency-at-risk-window = Niveau { $level } : active jusqu’au { $date } ; il manque encore de quoi la renouveler, à montrer jusqu’à ce jour.
ui-competency-qualified = Niveau { $level } : { $basis ->
    [override] l’éditeur constate l’obtention
   *[other] les exigences sont satisfaites
} ; l’adhésion de ce niveau n’est pas achetée.
ui-competency-ended = Niveau { $level } : elle a été active et ne l’est plus.
ui-competency-started = Niveau { $level } : commencée, il manque encore quelque chose.
ui-competency-stated = Constatée par l’éditeur jusqu’au { $date } ; ensuite, les exigences décident.
ui-competency-leaving = { $person } compte jusqu’au { $date } pour « { $what } ». Ensuite, il en restera { $left } sur { $needed } { $needed ->
        [one] demandé
       *[other] demandés
    }.
ui-competency-gone = { $person } a quitté l’annuaire et compte encore pour « { $what } ». Sans cette personne, il en reste { $left } sur { $needed } { $needed ->
        [one] demandé
       *[other] demandés
    }.
ui-requirement = Exigence
ui-requirement-have = Aujourd’hui
ui-requirement-until = Satisfaite jusqu’au
ui-requirement-forecast = À la date anniversaire
ui-requirement-renewal = Pour le renouvellement
ui-requirement-from = Source
ui-requirement-of = { $have } sur { $needed }
ui-requirement-met = satisfaite
ui-requirement-missing = manquante
ui-requirement-stated = constatée{ $date ->
    [none] {""}
   *[other] {" "}– jusqu’au { $date }
}
ui-requirement-excused = dispensée – jusqu’au { $date }
ui-requirement-source = { $source }, relevé du { $date }
ui-evidence = Justificatifs
ui-evidence-none = Aucun justificatif n’est enregistré.
ui-evidence-what = Justificatif
ui-evidence-of = Personne ou valeur
ui-evidence-dated = Du
ui-evidence-until = Compte jusqu’au
ui-evidence-counts = compte
ui-evidence-over = ne compte pas

## Le programme, vu du bureau

ui-nav-programme = Programme
ui-programme-title = Programme
ui-programme-lead = { $programme }, version { $version } en vigueur.
ui-programme-plans = Plans
ui-programme-plans-none = Aucun plan. Un plan compare des fichiers avec la version en vigueur et se fait en ligne de commande.
ui-programme-becomes = Deviendrait
ui-programme-state = État
ui-programme-by = Fait par
ui-programme-touched = Membres touchés
ui-programme-versions = Versions
ui-programme-version-col = Version
ui-programme-version = Version { $version }
ui-programme-in-force = en vigueur
ui-programme-from = Premier jour
ui-programme-from-applied = le jour de l’application
ui-programme-applied-by = Appliquée par
ui-programme-made-with = version d’origine de l’installation
ui-programme-hash = Empreinte
ui-programme-made = { $person }, le { $date }
ui-programme-compared = De la version { $from } à la version { $to }
ui-programme-plan-title = Plan de la version { $version }
ui-programme-stale = Ce plan n’est plus à jour. Faites-en un nouveau : on n’applique que ce qu’on vient de lire.
ui-programme-changes = Ce qui change
ui-programme-no-changes = Aucune valeur ne change.
ui-programme-object = Objet
ui-programme-rule = Règle
ui-programme-values = Avant → après
ui-programme-meets = Quand
ui-programme-place = Fichier
ui-programme-more = plus généreux
ui-programme-less = moins généreux
ui-programme-people = Qui est touché
ui-programme-running = Adhésions en cours
ui-programme-touched-now = Touchées aussitôt
ui-programme-touched-later = Touchées au prochain renouvellement
ui-programme-worse-now = Désavantagées aussitôt
ui-programme-worse-later = Désavantagées au prochain renouvellement
ui-programme-renewals = Renouvellements
ui-programme-renewals-value = du { $from } au { $to }
ui-programme-touch = Effet
ui-programme-now = Aussitôt
ui-programme-later = Au renouvellement
ui-programme-members = Membres touchés
ui-programme-members-more = D’autres membres sont touchés ; l’API les liste tous.
ui-programme-membership = Adhésion
ui-programme-renews = Renouvelable à partir du
ui-programme-guards = Un second accord est nécessaire
ui-programme-guards-met = Un second accord était nécessaire, et il est donné
ui-programme-asks-nobody = Personne d’autre n’est responsable du programme : donnez ce rôle à une seconde personne, qui ouvrira cette page.
ui-programme-asks-other = Demandez à { $names } d’ouvrir cette page.
ui-programme-approved = Approuvé par
ui-programme-approve = Approuver ce plan
ui-programme-apply-title = Appliquer cette version
ui-programme-apply-text = Ce qu’un membre achète ou renouvelle sous elle reste sous elle toute son année. On ne revient en arrière que par une version suivante.
ui-programme-apply = Appliquer le plan
ui-block-title = Blocage de la clé
ui-block-since = Bloquée depuis le { $since } : { $why }.
ui-block-ask = Personne ne peut l’afficher ni l’activer. Si vous pensez que c’est une erreur, ouvrez un ticket.
ui-block-reason = Motif
ui-block-note = Ce qui s’est passé
ui-block-reason-error = Choisissez le motif du blocage.
ui-block-note-error = Écrivez ce qui s’est passé, ou ce qui a été constaté.
ui-block-act = Bloquer la clé
ui-unblock-note = Ce qui a été constaté
ui-unblock-act = Lever le blocage
ui-block-lead = Une clé bloquée ne peut être ni affichée ni activée. Ce qui est installé reste à régler par l’entreprise.
ui-people-page = Personnes et rôles
ui-nav-people = Personnes
ui-people-title = Personnes et rôles
ui-people-lead = Qui fait partie de l’entreprise { $company }, et qui peut faire quoi.
ui-people-filter = Seulement avec le rôle
ui-people-filter-all = tout le monde
ui-people-filter-act = Afficher
ui-people-none = Personne ne porte ce rôle.
ui-people-thin = Une seule personne porte le rôle { $role }. Si elle part, personne ne peut plus faire tout ce qu’il permet : donnez-le aussi à quelqu’un d’autre.
ui-people-thin-directory = Dans l’annuaire de l’entreprise { $company }, une seule personne porte le rôle { $role }. Si elle part, personne n’y peut plus faire tout ce qu’il permet : donnez-le aussi à quelqu’un d’autre de cet annuaire.
ui-people-empty-role = Personne ne porte le rôle { $role }.
ui-people-roles = Rôles
ui-people-directory = Annuaire
ui-people-directory-own = le sien
ui-people-directory-former = de l’ancienne entreprise { $number }
ui-people-kind = Type de compte
ui-people-gone = a quitté l’annuaire
ui-people-change = Modifier
ui-people-view = Voir
ui-people-add = Ajouter une personne
ui-people-add-lead = Elle figurera dans l’annuaire avec les rôles cochés, qui se changent ensuite.
ui-people-add-found = Personne ne porte le rôle { $role } : la personne ajoutée le reçoit, et ajoute ensuite ses collègues.
ui-people-add-name = Nom
ui-people-add-email = Adresse e-mail
ui-people-add-email-hint = Chaque personne de l’entreprise a la sienne.
ui-people-add-language = Langue
ui-people-add-guests = Rôles possibles pour un invité d’un autre annuaire : { $roles }.
ui-people-add-known = { $name } a déjà cette adresse.
ui-people-add-title = Ajouter { $name } ?
ui-people-add-allows = Cette personne pourra { $acts }.
ui-people-add-letters = Vérifiez l’adresse lettre par lettre : quiconque se connecte avec elle a ces droits.
ui-people-added = C’est fait : { $name } fait partie de l’entreprise ({ $roles }). Aucun message ne le lui dit : prévenez cette personne.
ui-people-changed = C’est enregistré : { $name } ({ $roles }).
ui-people-gone-said = { $count ->
    [0] { $name } n’est plus dans l’annuaire.
    [one] { $name } n’est plus dans l’annuaire, mais garde un poste jusqu’à ce que vous le repreniez.
   *[other] { $name } n’est plus dans l’annuaire, mais garde { $count } postes jusqu’à ce que vous les repreniez.
}
ui-people-gone-seats = Voir ces postes
ui-person-seats = Postes attribués
ui-people-add-act = Ajouter la personne
ui-person-title = { $name }
ui-person-lead = Les rôles s’additionnent. Cochez ceux de cette personne ; ce que vous ne pouvez ni donner ni retirer est montré tel quel.
ui-person-fixed = Vous ne pouvez pas changer ceux-ci
ui-person-none = aucun rôle
ui-person-last = { $name } est la seule personne avec le rôle { $role }.
ui-person-last-ways = Les voies de retour si personne ne l’a : un administrateur général le redonne ; s’il n’y en a plus, un ticket au support ; si personne ne peut se connecter à l’annuaire, la procédure de reprise de celui-ci.
ui-person-acknowledge = Je sais que personne n’a le rôle { $role } si je le retire.
ui-person-acknowledge-error = Cochez cette phrase pour retirer le rôle, ou donnez d’abord le rôle à quelqu’un d’autre.
ui-person-roles-error = Ne cochez que des rôles de cette liste.
ui-person-save = Enregistrer les rôles
ui-person-entry = Fiche dans l’annuaire
ui-person-entry-email = Les messages vont à cette adresse. Si elle change, les liens de connexion qui n’ont pas encore servi ne font plus entrer personne.
ui-person-entry-act = Corriger la fiche
ui-person-gone = { $name } ne figure plus dans l’annuaire et n’y porte aucun rôle. Ajouter de nouveau la même adresse rétablit cette personne.
ui-person-nothing = Vous ne pouvez changer aucun des rôles détenus par { $name }.
ui-person-helpers = Adressez-vous à { $names }.
ui-person-other-directory = { $name } figure dans l’annuaire d’un autre côté de l’entreprise issue de la fusion. Ses propres administrateurs le gèrent.
ui-people-history = Rôles donnés et retirés
ui-people-history-none = Aucun rôle n’a encore été donné ni retiré.
ui-people-history-gave = { $actor } a donné à { $person } : { $roles }.
ui-people-history-took = { $actor } a retiré à { $person } : { $roles }.
ui-people-history-both = { $actor } a donné à { $person } : { $gave } ; et retiré : { $took }.
ui-people-history-left = Personne ne portait ensuite le rôle { $roles }.
ui-marketing-state = État
ui-marketing-from = Utilisable à partir du
ui-marketing-contact = Contact marketing
ui-marketing-name = Nom du contact marketing
ui-marketing-email = Son adresse
ui-marketing-email-hint = Pas la vôtre : une autre personne, chargée du marketing de l’entreprise.
ui-marketing-activate = Activer la mise sur le marché
ui-offers-page = Offres
ui-nav-offers = Offres
ui-offers-title = Offres
ui-offers-lead = Ce que vous pouvez acheter ou renouveler, ce que vous détenez, et ce qui est terminé.
ui-offers-tabs = Listes d’offres
ui-offers-available = Disponibles ({ $count })
ui-offers-purchased = Achetées ou commandées ({ $count })
ui-offers-ended = Terminées ({ $count })
ui-offers-none-purchased = Rien n’est détenu et aucune commande n’attend.
ui-offers-none-ended = Rien n’est terminé.
ui-offers-discount = Remise
ui-offers-percent = { $percent } %
ui-offers-days-left = { $days ->
    [0] Dernier jour pour renouveler
    [one] Encore { $days } jour pour renouveler
   *[other] Encore { $days } jours pour renouveler
}
ui-offers-window = À renouveler entre le { $from } et le { $to }.
ui-offers-buy = Commander
ui-offers-renew = Renouveler
ui-offers-not-yet = { $act } : pas possible maintenant.
ui-offers-why = Pourquoi, et ce qui aide
ui-offers-checklist = Ce qui a été vérifié
ui-offers-offer = Offre
ui-offers-number = Numéro
ui-offers-anniversary = Date anniversaire
ui-offers-proof = Envoyer un justificatif de paiement
ui-offers-cancel = Annuler la commande
ui-offers-invoice = Télécharger la facture
ui-benefits-page = Avantages
ui-benefits-title = Avantages
ui-benefits-lead = D’où vient chacun, combien il y en a, ce qui en est utilisé, et jusqu’à quand il faut l’activer.
ui-benefits-filters = Filtres rapides
ui-benefits-all = Tous ({ $count })
ui-benefits-unredeemed = Non utilisés ({ $count })
ui-benefits-soon = Non utilisés, à activer dans les { $months } mois ({ $count })
ui-benefits-none = Rien de tel.
ui-home-benefits-filters = Liste avec filtres

## Postes, crédits et machines, sur la page d’un avantage

ui-give-choose = Choisissez une personne
ui-give-person-error = Choisissez la personne.
ui-give-people = Ajouter une personne à l’annuaire
ui-seats-manage = Attribuer ou reprendre un poste
ui-seat-person = À qui attribuer un poste ?
ui-seat-country = Pays où il sert
ui-seat-give = Attribuer le poste
ui-seat-nobody = Chaque personne de l’annuaire a déjà un poste de cette édition.
ui-seat-full = Aucun poste n’est libre. Reprenez-en un pour l’attribuer à quelqu’un d’autre.
ui-seat-waits = Aucun poste n’est libre pour une autre personne avant le { $date }. D’ici là, seule celle à qui un poste a été repris peut le ravoir ; ou reprenez un poste qui peut déjà changer de titulaire.
ui-seat-left = a quitté l’annuaire
ui-seat-take-back = { $left ->
    [yes] Reprendre le poste « { $benefit } » attribué à { $person }, qui a quitté l’annuaire
   *[no] Reprendre le poste « { $benefit } » attribué à { $person }
}
ui-card-left-now = À reprendre dès maintenant
ui-card-left-from = Réattribuable à partir du { $date }
ui-card-left-title = { $count ->
    [one] Un poste reste attribué à { $names }, qui n’est plus dans l’annuaire
   *[other] { $count } postes restent attribués à des personnes qui ne sont plus dans l’annuaire
}
ui-card-left-text = Un poste reste pris tant que personne ne le reprend{ $count ->
    [one] {""}
   *[other] {" : "}{ $names }
}. { $movable ->
    [0] Une fois repris, il peut être attribué à quelqu’un d’autre à partir du { $date }.
    [one] Repris, { $count ->
        [one] il
       *[other] l’un d’eux
    } peut être attribué aussitôt à quelqu’un d’autre.
   *[other] Repris, { $movable } d’entre eux peuvent être attribués aussitôt à quelqu’un d’autre.
}
ui-card-left-act = Voir les postes
ui-import-title = Attribuer des postes à plusieurs personnes
ui-import-list = La liste
ui-import-change = Modifier la liste
ui-import-people = Une personne par ligne
ui-import-people-hint = Nom <adresse>, l’adresse seule, ou les lignes d’un tableur, colonnes dans n’importe quel ordre. C’est l’adresse qui dit de qui il s’agit.
ui-import-file = Ou un fichier
ui-import-file-hint = Un tableau (CSV) ou un texte, lu à la place du cadre ci-dessus.
ui-import-look = Examiner la liste
ui-import-empty = Écrivez au moins une adresse e-mail, ou choisissez un fichier.
ui-import-check = La liste, ligne par ligne
ui-import-line = Ligne
ui-import-verdict = Verdict
ui-import-why = Motif
ui-import-ok = reçoit un poste
ui-import-held = a déjà un poste
ui-import-twice = nommée deux fois
ui-import-twice-of = La même adresse figure à la ligne { $line }. Elle compte une fois.
ui-import-refused = n’en reçoit pas
ui-import-sum-ok = { $count ->
    [one] Une personne reçoit un poste.
   *[other] { $count } personnes reçoivent un poste.
  }
ui-import-sum-held = { $count ->
    [one] Une personne a déjà un poste de ce produit et le garde.
   *[other] { $count } personnes ont déjà un poste de ce produit et le gardent.
  }
ui-import-sum-twice = { $count ->
    [one] Une ligne répète une adresse.
   *[other] { $count } lignes répètent une adresse.
  }
ui-import-sum-failed = { $count ->
    [one] Une ligne ne passe pas : son motif figure à côté d’elle.
   *[other] { $count } lignes ne passent pas : le motif figure à côté de chacune.
  }
ui-import-after = Ensuite : { $finding }.
ui-import-act = { $count ->
    [one] Attribuer un poste
   *[other] Attribuer { $count } postes
  }
ui-import-done = { $count ->
    [0] Aucun poste n’a été attribué.
    [one] Un poste est attribué.
   *[other] { $count } postes sont attribués.
  }
ui-import-table = Enregistrer ce qui ne passe pas (CSV)
roster-no-address = Cette ligne n’a pas d’adresse e-mail. Ajoutez-la.
roster-several-addresses = Cette ligne a plusieurs adresses e-mail. Écrivez une personne par ligne.
roster-name = nom complet
roster-email = courriel
roster-country = pays
roster-reason = motif
ui-return-page = Reprendre un poste
ui-return-act = Reprendre
ui-return-act-own = Rendre
ui-return-title = Reprendre le poste « { $benefit } » attribué à { $person } ?
ui-return-title-own = Rendre votre poste « { $benefit } » ?
ui-return-over = { $person } ne peut plus utiliser { $benefit } dès maintenant ; ce qui en est installé n’est plus couvert.
ui-return-over-own = Vous ne pouvez plus utiliser { $benefit } dès maintenant ; ce qui en est installé n’est plus couvert.
ui-return-untold = Aucun message n’est envoyé à cette personne : prévenez-la.
ui-return-confirm = Reprendre le poste
ui-return-confirm-own = Rendre le poste
ui-credit-page = Attribuer un crédit
ui-credit-person = À qui ?
ui-credit-other = Cette personne a déjà un crédit venu d’ailleurs
ui-credit-give = Attribuer le crédit
ui-credit-give-title = Attribuer « { $benefit } » à { $person } ?
ui-credit-hand-on = Transférer le crédit
ui-credit-hand-on-title = Transférer « { $benefit } » de { $from } à { $person } ?
ui-credit-back = Reprendre le crédit
ui-credit-back-title = Reprendre « { $benefit } » à { $from } ?
ui-credit-stays = Il ne pourra pas être repris, seulement transféré à une autre personne.
ui-credit-removable = Il pourra être repris ou transféré à une autre personne.
ui-credit-nobody = Personne d’autre dans l’annuaire ne peut le recevoir.
ui-machine-page = Enregistrer une activation
ui-machine-title = Enregistrer une activation de la clé « { $benefit } » ?
ui-machine-mark = Numéro de série de la machine
ui-machine-mark-hint = Ou toute autre marque qui ne change pas : c’est à elle que la machine est reconnue. Seule une empreinte en est gardée.
ui-machine-name = Nom de la machine (facultatif)
ui-machine-called = Nom de la machine
ui-machine-hardware = Matériel
ui-machine-changed = Son matériel a nettement changé depuis la dernière activation
ui-machine-known = Cette machine est déjà connue : aucune autre activation n’est utilisée.
ui-machine-record = Enregistrer une activation
ui-machine-confirm = Enregistrer l’activation

## Jetons d’API et sessions

ui-tokens-page = Accès à l’API
ui-tokens-lead = Les jetons avec lesquels des logiciels agissent pour l’entreprise { $company } au moyen de l’API. Chacun a une fin et se révoque aussitôt.
ui-tokens-list = Jetons d’API
ui-tokens-none = Aucun jeton pour l’instant. Un service qui porte le rôle coché ci-dessous ne fait que lire.
ui-tokens-label = Libellé
ui-tokens-label-hint = Ce qui s’en sert, par exemple « rapport de nuit ».
ui-tokens-whose = Pour qui
ui-tokens-service = un service de l’entreprise
ui-tokens-for-service = Un service de l’entreprise, avec les rôles ci-dessous. Il continue quand des personnes partent.
ui-tokens-for-own = Moi, avec les rôles que je porte quand il sert.
ui-tokens-own-roles = ceux de la personne
ui-tokens-roles = Rôles du service
ui-tokens-roles-hint = Vous ne pouvez rien transmettre que vous n’ayez vous-même le droit de faire.
ui-tokens-last-day = Dernier jour
ui-tokens-last-day-hint = Au plus un an à compter d’aujourd’hui.
ui-tokens-last-day-error = Indiquez le dernier jour de validité du jeton.
ui-tokens-made = créé par { $name }, { $when }
ui-tokens-made-before = créé par l’exploitant
ui-tokens-counts = valide
ui-tokens-revoked = révoqué
ui-tokens-over = terminé
ui-tokens-revoke = Révoquer
ui-tokens-revoke-text = Tout ce qui se sert de ce jeton est refusé dès maintenant, sans retour possible ; un autre jeton peut être créé.
ui-tokens-revoke-act = Révoquer le jeton
ui-tokens-add = Créer un jeton
ui-tokens-add-text = Le jeton s’affiche une seule fois, sur la page suivante. Quiconque le détient peut faire tout ce qu’il permet.
ui-tokens-add-act = Créer le jeton
ui-tokens-known = Un jeton valide porte ce libellé. Choisissez-en un autre, ou révoquez d’abord ce jeton.
ui-tokens-full = Vous avez créé cinquante jetons qui comptent encore. Révoquez d’abord un jeton qui ne sert plus.
ui-tokens-fresh = Jeton « { $label } »
ui-tokens-fresh-once = Copiez-le maintenant : il ne sera plus affiché. S’il est perdu, révoquez-le et créez-en un autre.
ui-sessions-page = Vos sessions
ui-sessions-lead = Les navigateurs dans lesquels votre session est ouverte.
ui-sessions-since = Connexion
ui-sessions-until = Jusqu’à
ui-sessions-this = cette session
ui-sessions-text = Si vous avez laissé un appareil ouvert, ou si votre lien a pu servir à quelqu’un, déconnectez-vous partout ailleurs. Les liens qui n’ont pas encore servi ne font plus entrer personne.
ui-sessions-end = Se déconnecter partout ailleurs
ui-sessions-end-all = Mettre fin aux sessions
ui-sessions-language = Langue de vos messages
ui-sessions-language-act = Changer la langue
ui-sessions-language-text = Les messages et les courriels arrivent dans cette langue. Celle des pages se choisit en haut de chacune.
ui-person-sessions = Sessions
ui-person-sessions-text = Déconnecte { $name } de tous les navigateurs ; les liens qui n’ont pas encore servi ne font plus entrer personne. Les jetons d’API restent valides jusqu’à leur révocation.

## Quelqu’un part

ui-leaver-act = Retirer de l’annuaire
ui-leaver-title = Retirer { $name } de l’annuaire de l’entreprise { $company } ?
ui-leaver-kept = L’historique garde le nom. Pour faire revenir { $name }, il suffit d’ajouter la même adresse.
ui-leaver-acknowledge = Je sais que personne n’a ensuite le rôle { $role }.

## Le calendrier

ui-as-csv = Télécharger en CSV
ui-tables-keys = clés de produit
ui-tables-invoices = factures
ui-tables-credit-notes = avoirs
ui-calendar-page = Calendrier
ui-calendar-link = Ajouter ces dates à votre calendrier
ui-calendar-lead = Ce qui attend l’entreprise { $company }, ici et dans le logiciel de calendrier que vous utilisez.
ui-calendar-name = { $company } – Symbolon
ui-calendar-name-own = Mes licences ({ $company }) – Symbolon
ui-calendar-seat = { $benefit } : dernier jour pour vous en servir.
ui-calendar-ends = Dernier jour de l’adresse de ce calendrier : créez-en une autre sur la page du calendrier.
ui-calendar-addresses = Adresses secrètes
ui-calendar-addresses-intro = Abonnez-vous à une telle adresse dans un logiciel de calendrier, qui la relit ensuite de lui-même. Qui la connaît voit les dates que peut voir la personne qui l’a créée, et rien d’autre ; elle ne contient ni code, ni clé, ni nom de personne.
ui-calendar-shows = Ce qu’elle montre
ui-calendar-company = Les dates de l’entreprise
ui-calendar-own = Mes propres licences, et jusqu’à quand
ui-calendar-whose = Créée par
ui-calendar-made = Créée le
ui-calendar-read = Lue pour la dernière fois le
ui-calendar-end = Supprimer cette adresse
ui-calendar-add = Créer une adresse
ui-calendar-add-text = L’adresse s’affiche une seule fois, sur la page suivante. Elle vaut un an, et prend fin aussitôt que vous la supprimez ou quittez l’entreprise.
ui-calendar-full = Il y a assez d’adresses. Supprimez-en d’abord une qui n’est plus lue.
ui-calendar-fresh = L’adresse de votre calendrier
ui-calendar-fresh-once = Copiez-la maintenant : elle ne sera plus affichée. Si quelqu’un d’autre l’apprend, supprimez-la et créez-en une autre.
