# Les demandes de poste : quelqu’un dit qu’il lui en faut un, et qui attribue les postes répond.

question-may_request_seat = Un poste du lot { $subject } peut-il être demandé le { $as_of } ?
question-may_decide_seat_request = Peut-on répondre ainsi, le { $as_of }, à la demande de poste { $subject } ?
question-may_withdraw_seat_request = La demande de poste { $subject } peut-elle être retirée le { $as_of } ?

fact-seat_request_own = { $answer ->
    [yes] La demande est faite par la personne à qui le poste est destiné.
   *[no] La demande est celle de quelqu’un d’autre : chacun demande un poste, et retire sa demande, pour soi-même.
}
    .topic = l’auteur de la demande
fact-no_seat_requested = { $answer ->
    [yes] Aucune demande antérieure de la personne pour un poste de ce lot n’attend de réponse.
   *[no] La demande de la personne du { $requested_on } pour un poste de ce lot attend une réponse.
}
    .topic = les demandes de poste antérieures
fact-seat_request_open = { $answer ->
    [yes] La demande du { $requested_on } attend une réponse.
   *[no] { $request_state ->
        [approved] La demande du { $requested_on } a été satisfaite le { $decided_on }.
        [refused] La demande du { $requested_on } a été refusée le { $decided_on }.
        [withdrawn] La demande du { $requested_on } a été retirée le { $decided_on }.
       *[done] La demande du { $requested_on } n’appelle plus de réponse : la personne a déjà un poste ou a quitté l’entreprise, ou bien les postes ont pris fin.
    }
}
    .topic = l’état de la demande

remedy-await_seat = Attendez la réponse de qui attribue les postes, ou retirez la demande.
remedy-act-await_seat = attendre la réponse
remedy-ask_requester = Demandez-le à l’auteur de la demande.
remedy-act-ask_requester = s’adresser à l’auteur de la demande

capability-request_seat = demander un poste

problem-seat-already-requested = Ce poste a déjà été demandé
    .causes =
        Une demande antérieure de la même personne pour un poste de ce lot attend une réponse.
    .cures =
        Attendez la réponse, ou retirez la première demande et refaites-la.

seat-request-open = en cours
seat-request-approved = satisfaite
seat-request-refused = refusée
seat-request-withdrawn = retirée
seat-request-done = sans objet

history-seat_requested = { $actor } a demandé un poste { $benefit }.
    .title = Poste demandé
history-seat_request_declined = { $actor } a refusé un poste { $benefit } à { $person }.
    .title = Demande de poste refusée
history-seat_request_withdrawn = { $person } a retiré sa demande d’un poste { $benefit }.
    .title = Demande de poste retirée

# La page des demandes.

ui-seat-requests-page = Demandes de poste
ui-seat-requests-lead = Qui a besoin d’un poste le demande ici. Attribuer le poste répond à la demande.
ui-seat-requests-link = Demandes de poste
ui-seat-requests-waiting = En attente de réponse
ui-seat-requests-waiting-none = Aucune demande n’attend de réponse.
ui-seat-requests-mine = Vos demandes
ui-seat-requests-answered = Traitées
ui-seat-requests-asked = { $person } a demandé le { $date } un poste { $benefit }
ui-seat-requests-own = Un poste { $benefit }, demandé le { $date }
ui-seat-requests-answer = { $state ->
    [approved] Poste attribué le { $date } par { $who }.
    [refused] Refusée le { $date } par { $who }.
   *[withdrawn] Retirée le { $date }.
}
ui-seat-requests-reason = Motif : { $text }
ui-seat-requests-reason-gone = Le motif n’est plus conservé.
ui-seat-request-title = Demander un poste
ui-seat-request-none = Il n’y a aucun poste que vous puissiez demander : vous en avez déjà un de chaque sorte, vous l’avez déjà demandé, ou l’entreprise n’en a pas.
ui-seat-request-pool = Poste souhaité
ui-seat-request-pool-error = Choisissez un poste.
ui-seat-request-note = À quoi il vous servira
ui-seat-request-note-hint = Quelques mots. Ils sont lus par qui attribue les postes dans votre entreprise.
ui-seat-request-act = Demander le poste
ui-seat-request-link = Demander un poste
ui-seat-request-grant = Attribuer le poste
ui-seat-request-decline = Refuser
ui-seat-request-reason = Motif du refus
ui-seat-request-reason-hint = { $person } le lira.
ui-seat-request-withdraw = Retirer la demande
ui-card-seat-requests-when = Depuis le { $date }
ui-card-seat-requests-title = { $count ->
    [one] Une demande de poste attend votre réponse
   *[other] { $count } demandes de poste attendent votre réponse
}
ui-card-seat-requests-act = Voir et répondre
ui-seat-request-option = { $benefit } ({ $number })
ui-card-seat-requests-text = Attribuer le poste répond à la demande ; un refus se motive.

# La ligne de commande.

cli-seat-requests = Liste les demandes de poste : toutes celles de l’entreprise pour qui attribue les postes, les siennes pour les autres
    .examples =
        symbolon seat requests
        symbolon seat requests --state open
cli-seat-request = Demande un poste pour soi-même
    .arg-reason = à quoi le poste servira, en quelques mots
    .examples =
        symbolon seat request --pool visual-studio-professional --reason migration
cli-seat-decide = Répond à une demande de poste : grant attribue le poste
    .arg-reason = le motif du refus, que lira l’auteur de la demande
    .examples =
        symbolon seat decide srq_… grant
        symbolon seat decide srq_… decline --reason octobre
cli-seat-withdraw = Retire sa propre demande de poste
    .examples =
        symbolon seat withdraw srq_…
cli-arg-request-state = seulement les demandes dans cet état
