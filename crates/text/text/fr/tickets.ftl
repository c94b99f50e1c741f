# Les tickets de support et la suppression d’un emplacement.

question-may_open_ticket = Que disent les règles de cette question, posée le { $as_of } ?
question-may_act_on_ticket = Peut-on agir ainsi sur le ticket { $subject } le { $as_of } ?
question-may_remove_location = L’emplacement { $subject } peut-il être supprimé le { $as_of } ?

fact-ticket_open = { $answer ->
    [yes] Le ticket { $ticket } du { $opened_on } est ouvert ({ $ticket_state_word }).
   *[no] Le ticket { $ticket } du { $opened_on } n’est plus ouvert ({ $ticket_state_word }).
}
    .topic = le ticket
fact-ticket_own = { $answer ->
    [yes] Vous avez ouvert ce ticket.
   *[no] Seule la personne qui a ouvert ce ticket peut le faire.
}
    .topic = la personne qui a ouvert le ticket
fact-asked_in_ticket = Le ticket { $ticket } l’a demandé le { $opened_on }, et c’est cette date qui compte.
    .topic = la date de la demande
fact-ticket_fits = { $answer ->
    [yes] Le ticket { $ticket } porte bien sur ceci : { $ticket_reason_word }.
   *[no] Le ticket { $ticket } porte sur autre chose ({ $ticket_reason_word }) ; il en faut un sur ceci : { $needed_reason_word }.
}
    .topic = l’objet du ticket
fact-ticket_names = { $answer ->
    [yes] Le ticket { $ticket } désigne cet emplacement.
   *[no] Le ticket { $ticket } désigne un autre emplacement.
}
    .topic = ce que désigne le ticket
fact-ticket_in_turn = { $answer ->
    [yes] Le ticket { $ticket } est dans un état où l’on peut { $ticket_act_word } ({ $ticket_state_word }).
   *[no] Le ticket { $ticket } est dans un état où l’on ne peut pas { $ticket_act_word } ({ $ticket_state_word }).
}
    .topic = l’état du ticket
fact-may_be_granted = { $answer ->
    [yes] Les règles laissent à quelqu’un le soin de l’accorder : { $ticket_reason_word }.
   *[no] Les règles ne l’accordent à personne, quelle que soit la personne qui décide : { $ticket_reason_word }.
}
    .topic = la possibilité de l’accorder
fact-reopen_in_time = { $answer ->
    [yes] Le ticket peut être rouvert jusqu’au { $until }.
   *[over] Le ticket ne peut plus être rouvert{ $until ->
        [none] {""}
       *[other] {" ;"} il pouvait l’être jusqu’au { $until }
    }.
}
    .topic = le délai de réouverture
fact-acknowledged = { $answer ->
    [yes] L’entreprise a reconnu dans le ticket { $ticket }, le { $on }, que rien ne pourra être rétabli.
   *[no] L’entreprise n’a pas encore reconnu dans le ticket { $ticket } que rien ne pourra être rétabli.
}
    .topic = la reconnaissance écrite
fact-location_stands = L’emplacement { $number } ({ $country }) existe depuis le { $since } ; { $seats ->
    [0] aucun poste n’en dépend
    [one] { $seats } poste est utilisé dans son pays, où l’entreprise n’a pas d’autre lieu
   *[other] { $seats } postes sont utilisés dans son pays, où l’entreprise n’a pas d’autre lieu
}.
    .topic = l’emplacement

remedy-ask_acknowledgement = Faites reconnaître à l’entreprise, dans le ticket, que rien ne pourra être rétabli.
remedy-act-ask_acknowledgement = Demander la reconnaissance

problem-ticket-not-fitting = Le ticket porte sur autre chose
    .causes =
        Une exception exige un ticket de la même entreprise qui porte exactement sur elle.
    .cures =
        Indiquez le ticket qui porte sur elle, ou faites-en ouvrir un.
problem-ticket-not-in-turn = Le ticket n’est pas dans un état où cela est possible
    .causes =
        Un ticket est pris en charge avant la réponse, et rien ne s’ajoute à un ticket terminé.
    .cures =
        Prenez d’abord le ticket en charge, ou rouvrez-le.
problem-reopen-too-late = Le ticket est terminé depuis trop longtemps pour être rouvert
    .causes =
        Le programme dit pendant combien de temps un ticket peut être rouvert.
    .cures =
        Ouvrez un nouveau ticket ; il peut citer l’ancien.
problem-never-granted = Les règles ne l’accordent à personne
    .causes =
        Des activations supplémentaires d’une clé et plus d’adhésions d’un même genre qu’une offre n’en permet ne sont jamais accordées, qui que ce soit qui demande ou décide.
    .cures =
        Acquérez sous licence commerciale ce qui dépasse les avantages.
problem-not-acknowledged = L’entreprise ne l’a pas reconnu par écrit
    .causes =
        La suppression d’un emplacement est définitive : l’entreprise confirme dans le ticket qu’elle le sait.
    .cures =
        Demandez la reconnaissance dans le ticket.

history-location_removed = { $actor } a supprimé définitivement l’emplacement { $number } ({ $country }) (ticket { $ticket }).
    .title = Emplacement supprimé
effect-location-removed = L’emplacement { $from } ({ $country }) est supprimé définitivement{ $seats ->
    [0] {""}
    [one] {" ;"} { $seats } poste est utilisé dans son pays
   *[other] {" ;"} { $seats } postes sont utilisés dans son pays
}.
acknowledge-location-gone = J’ai compris que l’emplacement est supprimé définitivement.

ticket-new = nouveau
ticket-assigned = pris en charge
ticket-waiting_for_partner = en attente de l’entreprise
ticket-in_progress = en cours
ticket-resolved = décidé
ticket-closed = clos
ticket-reason-late_override = revenir après une fenêtre manquée
ticket-reason-wrong_tenant = jeton utilisé sur le mauvais locataire
ticket-reason-added_instead_of_extended = postes ajoutés au lieu d’une prolongation
ticket-reason-refund = être remboursé des frais annuels
ticket-reason-tax_exemption = être exonéré de taxes
ticket-reason-billing_help = aide sur les commandes et paiements
ticket-reason-location_removal = supprimer un emplacement
ticket-reason-verification_appeal = revoir une vérification rejetée
ticket-reason-lost_admin = plus aucun administrateur ne peut se connecter
ticket-reason-more_activations = davantage d’activations d’une clé
ticket-reason-second_membership = une deuxième adhésion du même genre
ticket-reason-other = autre chose
ticket-outcome-granted = accordé
ticket-outcome-refused = refusé
ticket-act-take = le prendre en charge
ticket-act-ask = poser une question
ticket-act-reply = répondre
ticket-act-acknowledge = reconnaître par écrit
ticket-act-attach = ajouter un fichier
ticket-act-grant = accorder ce qui est demandé
ticket-act-refuse = refuser ce qui est demandé
ticket-act-close = le clore
ticket-act-reopen = le rouvrir
suggested-do_it_yourself = Vous pouvez le faire sans nous.
suggested-ask_colleague = Un collègue qui a un autre rôle peut le faire sans nous.
suggested-ask = Les règles le permettent, et quelqu’un doit en décider : ouvrez le ticket.
suggested-refused = Les règles le refusent.
suggested-open = Quelqu’un va l’examiner : ouvrez le ticket.
ui-ticket-said-ask = Les règles le permettent ; le support en décide.
ui-ticket-said-open = Les règles n’en décident pas ; le support l’examine.
capability-open_ticket = ouvrir des tickets de support
capability-view_tickets = voir tous les tickets de support
capability-answer_tickets = répondre aux tickets de support
capability-remove_location = supprimer des emplacements

cli-ticket = Les tickets de support : ce que disent les règles, les vôtres, et la file du support
cli-ticket-list = Liste les tickets : les vôtres, ou la file du support
    .arg-account = l’entreprise, par identifiant, numéro global ou nom ; à défaut la vôtre, et pour l’éditeur toutes
    .examples =
        symbolon ticket list
        symbolon ticket list --state waiting-for-partner --mine
cli-ticket-show = Montre un ticket et ses échanges
    .examples =
        symbolon ticket show 2106290000000001
cli-ticket-ask = Dit ce que répondent les règles, sans rien ouvrir
    .examples =
        symbolon ticket ask more-activations
        symbolon ticket ask refund --subject ord_…
cli-ticket-open = Ouvre un ticket
    .examples =
        symbolon ticket open other --text question --dry-run
        symbolon ticket open late-override --subject mem_… --text crise
cli-ticket-take = Prend un ticket en charge, pour le support
    .examples =
        symbolon ticket take 2106290000000001
cli-ticket-ask-back = Pose une question à l’entreprise, pour le support
    .examples =
        symbolon ticket ask-back 2106290000000001 --text lequel
cli-ticket-reply = Répond
    .examples =
        symbolon ticket reply 2106290000000001 --text fait
cli-ticket-acknowledge = Reconnaît par écrit ce qui est définitif
    .examples =
        symbolon ticket acknowledge 2106290000000001 --text compris
cli-ticket-grant = Accorde ce qui est demandé, pour le support
    .examples =
        symbolon ticket grant 2106290000000001 --text accordé --dry-run
        symbolon ticket grant 2106290000000001 --text accordé --yes
cli-ticket-refuse = Refuse ce qui est demandé, pour le support
    .examples =
        symbolon ticket refuse 2106290000000001 --text trop-tard --yes
cli-ticket-close = Clôt un ticket
    .examples =
        symbolon ticket close 2106290000000001 --yes
cli-ticket-reopen = Rouvre un ticket
    .examples =
        symbolon ticket reopen 2106290000000001 --text encore
cli-ticket-attach = Ajoute un fichier à un ticket
    .examples =
        symbolon ticket attach 2106290000000001 avis.pdf --dry-run
        symbolon ticket attach 2106290000000001 avis.pdf
cli-ticket-thread = Échanges
cli-location-removed = L’emplacement { $number } est supprimé.
cli-arg-about = l’objet du ticket
cli-arg-subject = ce dont il s’agit, par identifiant
cli-arg-text = ce que vous écrivez
cli-arg-ticket = le ticket, par numéro ou identifiant
cli-arg-ticket-state = seulement les tickets dans cet état
cli-arg-mine = seulement ceux que vous avez pris en charge
cli-arg-location = l’emplacement, par identifiant
cli-col-about = objet
cli-col-age = jours

# Les pages.
ui-nav-tickets = Tickets
ui-nav-support = Aide
ui-tickets-page = Tickets de support
ui-tickets-title = Tickets de support
ui-tickets-lead = Dites de quoi il s’agit : les règles répondent peut-être aussitôt. Quelqu’un lit ce qu’elles laissent ouvert.
ui-tickets-queue-lead = Les tickets que personne n’a pris viennent d’abord, les plus anciens en tête.
ui-tickets-list = Tickets
ui-tickets-none = Aucun ticket.
ui-ticket-ask = Poser une question
ui-ticket-about = Objet
ui-ticket-subject = Ce qui est concerné
ui-ticket-subject-none = Rien en particulier
ui-ticket-kind-membership = Adhésions
ui-ticket-kind-token = Jetons
ui-ticket-kind-order = Commandes
ui-ticket-kind-location = Emplacements
ui-ticket-kind-key = Clés de produit
ui-ticket-kind-offer = Offres
ui-ticket-subject-membership = Choisissez l’adhésion dont il s’agit (M-…).
ui-ticket-subject-token = Choisissez le jeton dont il s’agit.
ui-ticket-subject-order = Choisissez la commande dont il s’agit (O-…).
ui-ticket-subject-location = Choisissez l’emplacement dont il s’agit.
ui-ticket-subject-key = Choisissez la clé de produit dont il s’agit.
ui-ticket-subject-offer = Choisissez l’offre dont il s’agit.
ui-ticket-subject-needless = Cette question ne porte sur aucun élément précis : choisissez « Rien en particulier ».
ui-ticket-already = Le ticket { $number }, encore ouvert, demande déjà cela : écrivez-y.
ui-ticket-waits-for-support = C’est déjà demandé : le support n’a pas encore répondu.
ui-ticket-request-waits = La demande de remplacement du { $date } attend la réponse du support : { $token }
ui-ticket-what-rules-say = Voir ce que disent les règles
ui-ticket-answer = Ce que disent les règles
ui-ticket-text = Votre question
ui-ticket-text-hint = Ce que disent les règles y est joint.
ui-ticket-text-needless = Vous n’avez pas à demander : vous pouvez le faire vous-même. Si quelque chose vous en empêche, dites quoi.
ui-ticket-text-waits = Vous n’avez pas à demander deux fois. S’il manque quelque chose à la demande, écrivez-le.
ui-ticket-open = Ouvrir un ticket
ui-ticket-number = Numéro
ui-ticket-state = État
ui-ticket-opened = Ouvert le
ui-ticket-waits = Âge
ui-ticket-age = { $days ->
    [0] aujourd’hui
    [one] { $days } jour
   *[other] { $days } jours
}
ui-ticket-too-long = attend trop longtemps
ui-ticket-page = Ticket de support
ui-ticket-title = Ticket { $number }
ui-ticket-thread = Les échanges
ui-ticket-taken = confié à { $who }
ui-ticket-override = Dérogation pour { $number } : { $state }{ $until ->
    [none] {""}
   *[other] {" "}(à payer jusqu’au { $until })
}
ui-ticket-write = Votre message
ui-ticket-files = Fichiers
ui-ticket-file = Ajouter un fichier
ui-ticket-file-hint = Regardez-le d’abord : un fichier peut contenir des données personnelles.
ui-ticket-attach = Ajouter
ui-ticket-did-take = a pris en charge le ticket
ui-ticket-did-ask = a posé une question
ui-ticket-did-reply = a répondu
ui-ticket-did-acknowledge = a reconnu que c’est définitif
ui-ticket-did-attach = a ajouté un fichier
ui-ticket-did-grant = a accordé ce qui est demandé
ui-ticket-did-refuse = a refusé ce qui est demandé
ui-ticket-did-close = a clos le ticket
ui-ticket-did-reopen = a rouvert le ticket
ui-ticket-do-take = Prendre en charge le ticket
ui-ticket-do-ask = Interroger l’entreprise
ui-ticket-do-reply = Répondre
ui-ticket-do-acknowledge = Reconnaître par écrit que l’emplacement est supprimé définitivement
ui-ticket-do-grant = { $asks ->
    [no] Répondre et résoudre le ticket
   *[yes] Accorder ce qui est demandé
}
ui-ticket-do-refuse = Refuser ce qui est demandé
ui-ticket-do-close = Clore le ticket
ui-ticket-do-reopen = Rouvrir le ticket
ui-remove-location = Supprimer l’emplacement
ui-remove-location-page = Supprimer un emplacement
ui-remove-location-title = Supprimer un emplacement de l’entreprise { $company } ?
ui-remove-location-number = Emplacement
ui-remove-location-country = Pays
ui-remove-location-confirm = Le supprimer définitivement
