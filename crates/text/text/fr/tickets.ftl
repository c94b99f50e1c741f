# Les demandes d’assistance et la suppression d’un emplacement.

question-may_open_ticket = Que disent les règles de cette question, posée le { $as_of } ?
question-may_act_on_ticket = Peut-on agir ainsi sur la demande { $subject } le { $as_of } ?
question-may_remove_location = L’emplacement { $subject } peut-il être supprimé le { $as_of } ?

fact-ticket_open = { $answer ->
    [yes] La demande { $ticket } du { $opened_on } est ouverte ({ $ticket_state_word }).
   *[no] La demande { $ticket } du { $opened_on } n’est plus ouverte ({ $ticket_state_word }).
}
    .topic = la demande
fact-ticket_fits = { $answer ->
    [yes] La demande { $ticket } porte bien sur ceci : { $ticket_reason_word }.
   *[no] La demande { $ticket } porte sur autre chose ({ $ticket_reason_word }) ; il en faut une sur ceci : { $needed_reason_word }.
}
    .topic = l’objet de la demande
fact-ticket_names = { $answer ->
    [yes] La demande { $ticket } désigne cet emplacement.
   *[no] La demande { $ticket } désigne un autre emplacement.
}
    .topic = ce que désigne la demande
fact-ticket_in_turn = { $answer ->
    [yes] La demande { $ticket } est dans un état où l’on peut { $ticket_act_word } ({ $ticket_state_word }).
   *[no] La demande { $ticket } est dans un état où l’on ne peut pas { $ticket_act_word } ({ $ticket_state_word }).
}
    .topic = l’état de la demande
fact-may_be_granted = { $answer ->
    [yes] Les règles laissent à quelqu’un le soin de l’accorder : { $ticket_reason_word }.
   *[no] Les règles ne l’accordent à personne, quelle que soit la personne qui décide : { $ticket_reason_word }.
}
    .topic = la possibilité de l’accorder
fact-reopen_in_time = { $answer ->
    [yes] La demande peut être rouverte jusqu’au { $until }.
   *[over] La demande ne peut plus être rouverte{ $until ->
        [none] {""}
       *[other] {" ;"} elle pouvait l’être jusqu’au { $until }
    }.
}
    .topic = le délai de réouverture
fact-acknowledged = { $answer ->
    [yes] L’entreprise a reconnu dans la demande { $ticket }, le { $on }, que rien ne pourra être rétabli.
   *[no] L’entreprise n’a pas encore reconnu dans la demande { $ticket } que rien ne pourra être rétabli.
}
    .topic = la reconnaissance écrite
fact-location_stands = L’emplacement { $number } ({ $country }) existe depuis le { $since } ; { $seats ->
    [0] aucun poste n’en dépend
    [one] { $seats } poste est utilisé dans son pays, où l’entreprise n’a pas d’autre lieu
   *[other] { $seats } postes sont utilisés dans son pays, où l’entreprise n’a pas d’autre lieu
}.
    .topic = l’emplacement

remedy-ask_acknowledgement = Faites reconnaître à l’entreprise, dans la demande, que rien ne pourra être rétabli.
remedy-act-ask_acknowledgement = Demander la reconnaissance

problem-ticket-not-fitting = La demande porte sur autre chose
    .causes =
        Une exception exige une demande de la même entreprise qui porte exactement sur elle.
    .cures =
        Indiquez la demande qui porte sur elle, ou faites-en ouvrir une.
problem-ticket-not-in-turn = La demande n’est pas dans un état où cela est possible
    .causes =
        Une demande est prise en charge avant la réponse, et rien ne s’ajoute à une demande terminée.
    .cures =
        Prenez d’abord la demande en charge, ou rouvrez-la.
problem-reopen-too-late = La demande est terminée depuis trop longtemps pour être rouverte
    .causes =
        Le programme dit pendant combien de temps une demande peut être rouverte.
    .cures =
        Ouvrez une nouvelle demande ; elle peut citer l’ancienne.
problem-never-granted = Les règles ne l’accordent à personne
    .causes =
        Des activations supplémentaires d’une clé et une seconde adhésion du même genre ne sont jamais accordées, qui que ce soit qui demande ou décide.
    .cures =
        Acquérez sous licence commerciale ce qui dépasse les avantages.
problem-not-acknowledged = L’entreprise ne l’a pas reconnu par écrit
    .causes =
        La suppression d’un emplacement est définitive : l’entreprise confirme dans la demande qu’elle le sait.
    .cures =
        Demandez la reconnaissance dans la demande.

history-location_removed = { $actor } a supprimé définitivement l’emplacement { $number } ({ $country }) (demande { $ticket }).
    .title = Site supprimé
effect-location-removed = L’emplacement { $from } ({ $country }) est supprimé définitivement{ $seats ->
    [0] {""}
    [one] {" ;"} { $seats } poste est utilisé dans son pays
   *[other] {" ;"} { $seats } postes sont utilisés dans son pays
}.
acknowledge-location-gone = J’ai compris que l’emplacement est supprimé définitivement.

ticket-new = nouvelle
ticket-assigned = prise en charge
ticket-waiting_for_partner = en attente de l’entreprise
ticket-in_progress = en cours
ticket-resolved = décidée
ticket-closed = close
ticket-reason-late_override = revenir après une fenêtre manquée
ticket-reason-wrong_tenant = jeton utilisé sur le mauvais locataire
ticket-reason-added_instead_of_extended = postes ajoutés au lieu d’une prolongation
ticket-reason-refund = être remboursé d’une cotisation
ticket-reason-tax_exemption = être exonéré de taxes
ticket-reason-billing_help = aide sur les commandes et paiements
ticket-reason-location_removal = supprimer un emplacement
ticket-reason-verification_appeal = revoir une vérification rejetée
ticket-reason-lost_admin = plus aucun administrateur ne peut se connecter
ticket-reason-more_activations = davantage d’activations d’une clé
ticket-reason-second_membership = une seconde adhésion du même genre
ticket-reason-other = autre chose
ticket-outcome-granted = accordée
ticket-outcome-refused = refusée
ticket-act-take = la prendre en charge
ticket-act-ask = poser une question
ticket-act-reply = répondre
ticket-act-acknowledge = reconnaître par écrit
ticket-act-attach = ajouter un fichier
ticket-act-grant = l’accorder
ticket-act-refuse = la refuser
ticket-act-close = la clore
ticket-act-reopen = la rouvrir
suggested-do_it_yourself = Vous pouvez le faire sans nous.
suggested-ask = Les règles le permettent, et quelqu’un doit en décider : ouvrez la demande.
suggested-refused = Les règles le refusent, quelle que soit la personne qui décide.
suggested-open = Quelqu’un va l’examiner : ouvrez la demande.
capability-open_ticket = ouvrir des demandes
capability-view_tickets = voir toutes les demandes
capability-answer_tickets = répondre aux demandes
capability-remove_location = supprimer des emplacements

cli-ticket = Les demandes d’assistance : ce que disent les règles, les vôtres, et la file du support
cli-ticket-list = Liste les demandes : les vôtres, ou la file du support
cli-ticket-show = Montre une demande et ses échanges
cli-ticket-ask = Dit ce que répondent les règles, sans rien ouvrir
cli-ticket-open = Ouvre une demande
cli-ticket-take = Prend une demande en charge, pour le support
cli-ticket-ask-back = Pose une question à l’entreprise, pour le support
cli-ticket-reply = Répond
cli-ticket-acknowledge = Reconnaît par écrit ce qui est définitif
cli-ticket-grant = Accorde ce qui est demandé, pour le support
cli-ticket-refuse = Refuse ce qui est demandé, pour le support
cli-ticket-close = Clôt une demande
cli-ticket-reopen = Rouvre une demande
cli-ticket-attach = Ajoute un fichier à une demande
cli-ticket-remove-location = Supprime définitivement un emplacement, après une demande, pour le support
cli-ticket-thread = Échanges
cli-location-removed = L’emplacement { $number } est supprimé.
cli-arg-about = l’objet de la demande
cli-arg-subject = ce dont il s’agit, par identifiant
cli-arg-text = ce que vous écrivez
cli-arg-ticket = la demande, par numéro ou identifiant
cli-arg-ticket-state = seulement les demandes dans cet état
cli-arg-mine = seulement celles que vous avez prises en charge
cli-arg-location = l’emplacement, par identifiant
cli-col-about = objet
cli-col-opened_on = ouverte le
cli-col-age = jours

# Les pages.
ui-nav-tickets = Demandes
ui-nav-support = Aide
ui-tickets-page = Demandes d’assistance
ui-tickets-title = Demandes d’assistance
ui-tickets-lead = Dites de quoi il s’agit : les règles répondent peut-être aussitôt. Ce qu’elles laissent ouvert, quelqu’un le lit.
ui-tickets-queue-lead = Les demandes que personne n’a prises viennent d’abord, les plus anciennes en tête.
ui-tickets-list = Demandes
ui-tickets-none = Aucune demande.
ui-ticket-ask = Poser une question
ui-ticket-about = Objet
ui-ticket-subject = Ce qui est concerné
ui-ticket-subject-none = Rien en particulier
ui-ticket-subject-missing = Choisissez ce qui est concerné : la réponse en dépend.
ui-ticket-what-rules-say = Voir ce que disent les règles
ui-ticket-answer = Ce que disent les règles
ui-ticket-text = Votre question
ui-ticket-text-hint = Ce que disent les règles y est joint.
ui-ticket-text-needless = Vous n’avez pas à demander : vous pouvez le faire vous-même. Si quelque chose vous en empêche, dites quoi.
ui-ticket-open = Ouvrir une demande
ui-ticket-number = Numéro
ui-ticket-state = État
ui-ticket-opened = Ouverte le
ui-ticket-waits = Âge
ui-ticket-age = { $days ->
    [0] aujourd’hui
    [one] { $days } jour
   *[other] { $days } jours
}
ui-ticket-too-long = attend trop longtemps
ui-ticket-page = Demande d’assistance
ui-ticket-title = Demande { $number }
ui-ticket-thread = Les échanges
ui-ticket-files = Fichiers
ui-ticket-file = Ajouter un fichier
ui-ticket-file-hint = Regardez-le d’abord : un fichier peut contenir des données personnelles.
ui-ticket-attach = Ajouter
ui-ticket-did-take = l’a prise en charge
ui-ticket-did-ask = a posé une question
ui-ticket-did-reply = a répondu
ui-ticket-did-acknowledge = a reconnu que c’est définitif
ui-ticket-did-attach = a ajouté un fichier
ui-ticket-did-grant = l’a accordée
ui-ticket-did-refuse = l’a refusée
ui-ticket-did-close = l’a close
ui-ticket-did-reopen = l’a rouverte
ui-ticket-do-take = La prendre en charge
ui-ticket-do-ask = Interroger l’entreprise
ui-ticket-do-reply = Répondre
ui-ticket-do-acknowledge = Reconnaître par écrit que l’emplacement est supprimé définitivement
ui-ticket-do-grant = L’accorder
ui-ticket-do-refuse = La refuser
ui-ticket-do-close = La clore
ui-ticket-do-reopen = La rouvrir
ui-remove-location = Supprimer l’emplacement
ui-remove-location-page = Supprimer un emplacement
ui-remove-location-title = Supprimer un emplacement de l’entreprise { $company } ?
ui-remove-location-number = Site
ui-remove-location-country = Pays
ui-remove-location-confirm = Le supprimer définitivement
