# Les campagnes et les dérogations tardives.

question-may_enrol = L’adhésion { $subject } peut-elle être inscrite à la campagne le { $as_of } ?
question-may_run_campaign = Peut-on agir ainsi sur la campagne { $subject } le { $as_of } ?
question-may_override = L’adhésion { $subject } peut-elle être payée après sa fenêtre, si on le propose le { $as_of } ?
question-may_end_override = La dérogation { $subject } peut-elle prendre fin le { $as_of } ?

fact-campaign_selects = { $answer ->
    [yes] La campagne { $campaign } concerne cette adhésion : sa date anniversaire, le { $anniversary }, se situe entre le { $from } et le { $to }.
   *[no] { $campaign ->
        [none] Aucune campagne ne concerne une adhésion{ $offer ->
            [none] {""}
           *[other] {" "}à l’offre { $offer }
        } dont la date anniversaire est le { $anniversary }.
       *[other] La campagne { $campaign } concerne des dates anniversaires entre le { $from } et le { $to }, ou d’autres offres : celle-ci est le { $anniversary }{ $offer ->
            [none] {""}
           *[other] {" "}({ $offer })
        }.
    }
}
    .topic = la sélection par la campagne
fact-not_enrolled = { $answer ->
    [yes] Aucune campagne ne dispense encore cette année.
   *[no] La campagne { $campaign } dispense déjà cette année, depuis le { $since }.
}
    .topic = les inscriptions antérieures
fact-competency_extends = { $answer ->
    [yes] { $count ->
        [0] La campagne { $campaign } maintient l’adhésion telle quelle.
        [one] La campagne { $campaign } maintient { $count } compétence : { $competencies }.
       *[other] La campagne { $campaign } maintient { $count } compétences : { $competencies }.
    }
   *[no] L’année n’a aucune compétence que la campagne { $campaign } maintienne. Elle laisse de côté : { $excluded }.
}
    .topic = les compétences maintenues
fact-waived_by_campaign = La campagne { $campaign } vaut pour le renouvellement après le { $anniversary }{ $requirements ->
    [waived] {" ;"} les conditions de l’offre n’ont pas à être remplies à nouveau
   *[other] {""}
}{ $review ->
    [waived] {" ;"} le profil n’a pas à être vérifié
   *[other] {""}
}{ $fee ->
    [waived] {" ;"} aucuns frais ne sont dus
   *[other] {" ;"} les frais restent dus
}{ $next_anniversary ->
    [none] {""}
   *[other] {" ;"} la date anniversaire suivante sera le { $next_anniversary }
}{ $self_service_until ->
    [none] {""}
   *[other] {" ;"} le paiement est possible jusqu’au { $self_service_until }
}.
    .topic = les dispenses d’une campagne
fact-no_other_run = { $answer ->
    [yes] Aucun autre passage de la campagne { $campaign } n’est ouvert.
   *[no] Un autre passage de la campagne { $campaign } est ouvert depuis le { $since } ({ $run_state_word }).
}
    .topic = les autres passages
fact-within_members = { $answer ->
    [yes] { $members } membres ont été comptés ; la campagne peut en avoir { $max }.
   *[no] { $members } membres ont été comptés, plus que les { $max } que la campagne peut avoir.
}
    .topic = le nombre de membres
fact-run_in_turn = { $answer ->
    [yes] Le passage est dans un état où cela est possible ({ $run_state_word }).
   *[no] Le passage est dans un état où cela n’est pas possible ({ $run_state_word }){ $run_act ->
        [close] {" ;"} membres restants : { $pending }
       *[other] {""}
    }.
}
    .topic = l’état du passage
fact-campaign_unchanged = { $answer ->
    [yes] Le programme est celui qui a servi à compter les membres le { $proposed_on }.
   *[no] Le programme a changé depuis que les membres ont été comptés, le { $proposed_on }.
}
    .topic = les changements du programme
fact-other_person = { $answer ->
    [yes] Une autre personne décide que celle qui l’a proposé.
   *[no] C’est { $proposed_by } qui l’a proposée ; une autre personne doit en décider.
}
    .topic = la seconde personne
fact-late_override = La dérogation de la campagne { $campaign } (ticket { $ticket }) permet de payer les frais jusqu’au { $pay_by } ; { $approved_by } l’a approuvée le { $granted_on }.
    .topic = la dérogation tardive
fact-window_over = { $answer ->
    [yes] La fenêtre, du { $from } au { $to }, est passée.
   *[not_yet] La fenêtre n’est pas passée : elle va du { $from } au { $to }.
}
    .topic = la fin de la fenêtre
fact-override_in_time = { $answer ->
    [yes] Le ticket date du { $asked_on } ; la campagne { $campaign } permet le retour à qui en ouvre un au plus tard le { $until }.
    [over] Le ticket date du { $asked_on } ; la campagne { $campaign } permettait le retour à qui en ouvrait un au plus tard le { $until }.
   *[no] La campagne { $campaign } ne permet aucun retour après la fenêtre.
}
    .topic = le délai pour demander une dérogation
fact-late_year_runs = { $answer ->
    [over] L’année qui serait payée est terminée : sa fenêtre s’est fermée le { $until }.
   *[yes] L’année à payer court encore, fenêtre comprise, jusqu’au { $until }.
}
    .topic = si l’année court encore
fact-no_open_override = { $answer ->
    [yes] Aucune autre dérogation n’est en attente ni en vigueur pour cette année.
   *[no] Une autre dérogation existe pour cette année depuis le { $since }{ $pay_by ->
        [none] {" "}et attend une décision
       *[other] {" "}et permet de payer jusqu’au { $pay_by }
    }.
}
    .topic = les autres dérogations
fact-override_open = { $answer ->
    [yes] La dérogation est en attente ou en vigueur ({ $override_state_word }).
   *[over] La dérogation n’est plus ni en attente ni en vigueur ({ $override_state_word }).
}
    .topic = l’état de la dérogation

remedy-ask_override = Ouvrez un ticket de support pour obtenir une dérogation tardive{ $until ->
    [none] {""}
   *[other] , au plus tard le { $until }
}.
remedy-act-ask_override = Ouvrir un ticket
remedy-settle_override = Décidez d’abord de l’autre dérogation, ou mettez-y fin.
remedy-act-settle_override = Décider de l’autre dérogation
remedy-ask_second_person = Faites décider une autre personne.
remedy-act-ask_second_person = Demander à une autre personne
remedy-ask_opener = Demandez à la personne qui a ouvert le ticket de le faire.
remedy-act-ask_opener = Demander à qui a ouvert le ticket
remedy-close_run = Fermez le passage ouvert.
remedy-act-close_run = Fermer le passage ouvert
remedy-simulate_again = Fermez ce passage et comptez à nouveau les membres.
remedy-act-simulate_again = Simuler à nouveau

problem-campaign-not-applicable = La campagne ne concerne pas cette adhésion
    .causes =
        La campagne choisit des offres et des dates anniversaires, et peut laisser de côté des compétences.
        Une année déjà renouvelée, terminée ou déjà inscrite est passée.
    .cures =
        Lisez dans l’explication de quoi il s’agit.
problem-campaign-too-large = La campagne a plus de membres qu’elle ne peut en avoir
    .causes =
        Le programme limite les membres d’un passage, pour qu’une sélection erronée n’atteigne personne.
    .cures =
        Corrigez la sélection ou la limite dans les fichiers du programme, puis simulez à nouveau.
problem-campaign-not-in-turn = Le passage n’est pas dans un état où cela est possible
    .causes =
        Un passage est simulé, approuvé par une seconde personne, lancé et, une fois tous ses membres traités, fermé.
    .cures =
        Faites l’étape précédente, ou attendez que tous les membres soient traités.
problem-campaign-changed = Le programme a changé depuis la simulation
    .causes =
        Ce qui a été simulé et approuvé ne serait pas ce qui s’applique.
    .cures =
        Fermez le passage et simulez à nouveau.
problem-approver-is-proposer = Une autre personne doit approuver
    .causes =
        Qui propose une exception ou une campagne ne peut pas l’approuver.
        Un service ne peut pas approuver : il faut une personne.
    .cures =
        Demandez à une autre personne qui peut décider.
problem-override-not-eligible = Aucune dérogation n’est possible pour cette adhésion
    .causes =
        Seule une année couverte par une campagne qui admet les retardataires peut être payée après sa fenêtre.
        La fenêtre doit être passée, l’année non renouvelée, et le ticket ouvert à temps.
    .cures =
        Lisez dans l’explication de quoi il s’agit.
        Achetez l’offre à nouveau, si elle est en vente.

history-campaign_enrolled = { $actor } a inscrit { $membership } à la campagne { $campaign }{ $count ->
    [0] {""}
    [one] , qui maintient la compétence { $competencies }
   *[other] , qui maintient les compétences { $competencies }
}. La date anniversaire du { $anniversary } demeure ; { $fee ->
    [waived] aucuns frais ne sont dus, et
   *[other] les frais restent dus, et avec eux
} la suivante est le { $next_anniversary }.
    .title = Inscription à une campagne
history-override_proposed = { $actor } a proposé une dérogation tardive pour { $membership } selon la campagne { $campaign } (ticket { $ticket }).
    .title = Dérogation proposée
history-override_granted = { $actor } a approuvé la dérogation tardive pour { $membership } : les frais se paient jusqu’au { $pay_by }.
    .title = Dérogation approuvée
history-override_declined = { $actor } a refusé la dérogation tardive pour { $membership }.
    .title = Dérogation refusée
history-override_ended = { $actor } a mis fin à la dérogation tardive pour { $membership }.
    .title = Dérogation close

effect-campaign-waives = Le renouvellement est dispensé de : { $to }. Campagne : { $campaign }.
effect-campaign-pay_by = La fenêtre demeure : le dernier jour pour renouveler est le { $to }.
effect-override-proposed = Une dérogation pour { $to } est proposée ; une autre personne doit l’approuver.
effect-override-pay_by = { $to ->
    [none] La dérogation prend fin maintenant.
   *[other] Les frais se paient jusqu’au { $to } ; ce jour-là, la dérogation prend fin d’elle-même.
}

change-override_ends = Dernier jour pour payer { $subject } ({ $offer }) selon la dérogation tardive
change-relief_ends = Dernier jour pour payer { $subject } ({ $offer }) après la fenêtre, sans demande
change-kind-override_ends = dernier jour de la dérogation
change-kind-relief_ends = dernier jour pour payer après la fenêtre

run-simulated = simulé
run-approved = approuvé
run-running = en cours
run-closed = fermé
skip-not_selected = non concernée
skip-renewed = déjà renouvelée
skip-lapsed = adhésion terminée
skip-closed = close par un autre acte
skip-excluded = compétence laissée de côté
skip-nothing_to_extend = aucune compétence à maintenir
skip-already_enrolled = déjà inscrite
skip-account_closed = compte clos
skip-not_possible = impossible
override-open = attend une décision
override-approved = approuvée
override-refused = refusée
override-done = payée
override-ended = close
capability-run_campaigns = mener des campagnes
capability-view_campaigns = voir les campagnes
capability-propose_override = proposer des dérogations tardives
capability-decide_override = décider des dérogations tardives

member-pending = en attente
member-enrolled = inscrite
member-skipped = passée

cli-campaign = Les campagnes, de la simulation au bilan
cli-campaign-list = Liste les campagnes du programme
    .examples =
        symbolon campaign list
cli-campaign-simulate = Compte les membres et crée un passage, qu’une seconde personne approuve
    .examples =
        symbolon campaign simulate relief-2021-h2 --dry-run
        symbolon campaign simulate relief-2021-h2
cli-campaign-runs = Liste les passages
    .examples =
        symbolon campaign runs --campaign relief-2021-h2
cli-campaign-approve = Approuve un passage qu’une autre personne a simulé
    .examples =
        symbolon campaign approve run_… --dry-run
        symbolon campaign approve run_… --yes
cli-campaign-start = Lance un passage approuvé ; il se poursuit de lui-même
    .examples =
        symbolon campaign start run_… --dry-run
        symbolon campaign start run_… --yes
cli-campaign-report = Montre ce que sont devenus les membres d’un passage
    .examples =
        symbolon campaign report run_…
cli-campaign-members = Liste les membres d’un passage et ce que chacun est devenu
    .examples =
        symbolon campaign members run_… --state skipped
cli-campaign-selected = sélectionnées
cli-campaign-close = Ferme un passage dont tous les membres sont traités
    .examples =
        symbolon campaign close run_… --yes
cli-campaign-fees = Frais dus : { $amount }
cli-campaign-expected = à inscrire
cli-campaign-pending = encore à traiter
cli-campaign-enrolled = inscrites
cli-campaign-paid = dont payées depuis
cli-campaign-to-pay = dont encore à payer
cli-campaign-missed = dont fenêtre manquée
cli-campaign-asked-late = dont dérogation demandée
cli-campaign-run = { $id } { $campaign } : { $state_text }
cli-member-pending = à traiter
cli-member-enrolled = inscrite
cli-member-skipped = passée
cli-campaign-skipped = écartées : { $reason }
cli-override = Les dérogations tardives, proposées par une personne et approuvées par une autre
cli-override-list = Liste les dérogations tardives d’une entreprise, ou de toutes
    .arg-account = l’entreprise, par identifiant, numéro global ou nom ; à défaut la vôtre, et pour l’éditeur toutes
    .examples =
        symbolon override list --open
cli-override-propose = Propose de laisser payer une adhésion après sa fenêtre, pour le support
    .examples =
        symbolon override propose M-1005 --campaign relief-2020-h2 --ticket 2106290000000001 --note crise --account 1000003 --dry-run
cli-override-grant = Approuve une dérogation qu’une autre personne a proposée
    .examples =
        symbolon override grant ovr_… --dry-run
        symbolon override grant ovr_… --yes
cli-override-decline = Refuse une dérogation
    .examples =
        symbolon override decline ovr_… --note trop-tard --yes
cli-override-end = Met fin à une dérogation avant son terme
    .examples =
        symbolon override end ovr_… --dry-run
cli-arg-campaign = la campagne, par son identifiant dans le programme
cli-arg-run = le passage, par identifiant
cli-arg-member-state = seulement les membres dans cet état
cli-arg-open = seulement celles qui attendent une décision
cli-arg-late-override = la dérogation, par identifiant
cli-col-campaign = campagne
cli-col-most = au plus
cli-col-expected = prévu
cli-col-count = nombre
cli-col-run = passage
cli-col-members = membres
cli-col-enrolled = inscrites
cli-col-member-state = membres
cli-col-override = dérogation
cli-col-membership = adhésion
cli-col-ticket = ticket

# Les pages.
ui-nav-campaigns = Campagnes
ui-nav-overrides = Dérogations
ui-campaigns-page = Campagnes
ui-campaigns-title = Campagnes
ui-campaigns-lead = Ce dont le programme dispense, qui, et où en est chacune.
ui-campaigns-none = Ce programme n’a pas de campagne.
ui-campaign = Campagne
ui-campaign-anniversaries = Dates anniversaires
ui-campaign-anniversary = Date anniversaire
ui-campaign-state = État
ui-campaign-days = du { $from } au { $to }
ui-campaign-never = aucun passage
ui-campaign-offers = Offres
ui-campaign-waives = Ce dont elle dispense
ui-campaign-except = Laisse de côté
ui-campaign-late = Fenêtre manquée
ui-campaign-late-value = ticket au plus tard le { $date }, paiement dans un délai de { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} après l’approbation
ui-campaign-simulation = Simulation
ui-campaign-now = { $selected ->
    [0] Aucune adhésion n’est concernée aujourd’hui.
   *[other] Adhésions concernées aujourd’hui : { $selected } ; { $reached ->
        [0] aucune ne serait inscrite.
        [one] { $reached } serait inscrite.
       *[other] { $reached } seraient inscrites.
    }
} Un passage en inscrit { $most } au plus.{ $fees ->
    [none] {""}
   *[other] {" "}Frais dus malgré tout : { $fees }.
}
ui-campaign-simulate = Compter et proposer
ui-campaign-run = Passage { $state }
ui-campaign-simulated-by = Simulé par { $who } le { $date }
ui-campaign-approved-by = Approuvé par { $who } le { $date }
ui-campaign-started-by = Lancé par { $who } le { $date }
ui-campaign-closed-by = Fermé par { $who } le { $date }
ui-campaign-do-approve = Approuver
ui-campaign-do-start = Lancer
ui-campaign-do-close = Fermer
ui-campaign-members = Membres
ui-campaign-all = Tous ({ $count })
ui-campaign-skipped = Écartées ({ $count })
ui-campaign-shown = { $count ->
    [0] Aucun membre.
   *[other] { $from } à { $to } sur { $count }
}
ui-campaign-will-skip = { $reason } : sera écartée
ui-campaign-membership = Adhésion
ui-campaign-because = Motif
ui-overrides-page = Dérogations
ui-overrides-title = Dérogations tardives
ui-overrides-lead = Une personne propose, une autre approuve ; chacune prend fin d’elle-même le jour où les frais doivent être payés.
ui-overrides-none = Aucune dérogation n’attend ni ne court.
ui-override-text = Proposée par { $who } le { $date }, ticket { $ticket }.
ui-override-pay-by = à payer au plus tard le { $date }
ui-override-fee = L’entreprise paie ensuite { $amount }{ $note ->
    [none] {""}
   *[other] {" "}({ $note })
}.
ui-override-approve = Approuver
ui-override-decline = Refuser
ui-override-end = Y mettre fin
ui-override-propose = Proposer une dérogation
ui-override-ticket = Ticket
ui-override-reason = Motif
ui-override-reason-hint = Il reste chez l’éditeur.
ui-override-ticket-error = Choisissez un ticket sur une adhésion dont la fenêtre est passée.
ui-override-campaign-error = Choisissez la campagne.
ui-override-reason-error = Écrivez pourquoi.
