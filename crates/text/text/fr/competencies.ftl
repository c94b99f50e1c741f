# Compétences : ce qui est demandé, ce qui est montré, et ce qui est refusé.

stage-started = en cours
stage-qualified = qualifiée
stage-active = active
stage-at_risk = menacée
stage-ended = terminée
requirement-kind-certified_people = personnes certifiées
requirement-kind-exams = examens et évaluations
requirement-kind-revenue = chiffre d’affaires
requirement-kind-customers = clients
requirement-kind-active_users = utilisateurs actifs
requirement-kind-consumption = consommation
requirement-kind-units = postes, droits ou appareils
credential-kind-exam = examen
credential-kind-assessment = évaluation
credential-kind-certification = certification
measure-sum = total de la période
measure-latest = dernier relevé
capability-view_competencies = voir les compétences
capability-record_evidence = enregistrer des justificatifs
capability-link_profiles = rattacher des profils de certification
remedy-act-meet_requirement = satisfaire l’exigence
remedy-act-name_known = nommer ce que le programme connaît
remedy-act-link_profile = rattacher le profil
remedy-act-end_association = mettre fin au rattachement
remedy-act-withdraw_evidence = retirer le justificatif

question-may_record_evidence = Un justificatif pour { $subject } peut-il être enregistré le { $as_of } ?
question-may_withdraw_evidence = Le justificatif { $subject } peut-il être retiré le { $as_of } ?
question-may_link_profile = Le profil de certification de { $subject } peut-il être rattaché le { $as_of } ?
question-may_unlink_profile = Le rattachement { $subject } peut-il prendre fin, si on le demande le { $as_of } ?
question-which_stage = Où en est la compétence { $subject } le { $as_of } ?

fact-requirement_met = { $answer ->
    [yes] Exigence satisfaite ({ $kind_word }, { $what }){ $option ->
        [none] {""}
       *[other] , option { $option }
    } : { $have } pour { $needed } demandés{ $as_of ->
        [none] {""}
       *[other] , relevé du { $as_of }
    }.
   *[no] Exigence non satisfaite ({ $kind_word }, { $what }){ $option ->
        [none] {""}
       *[other] , option { $option }
    } : { $have } pour { $needed } demandés{ $as_of ->
        [none] {""}
       *[other] , relevé du { $as_of }
    }.
}
    .topic = les exigences de la compétence
fact-override_in_force = L’éditeur constate l’obtention, quelles que soient les exigences{ $until ->
        [none] {""}
       *[other] , jusqu’au { $until }
    }.
    .topic = le constat de l’éditeur
fact-level_bought = { $answer ->
    [yes] Le niveau est payé avec { $membership }, jusqu’à la date anniversaire du { $anniversary }.
   *[no] Aucune adhésion de ce niveau n’est payée.
}
    .topic = l’adhésion de ce niveau
fact-forecast_met = { $answer ->
    [yes] Les exigences seront satisfaites à la date anniversaire du { $anniversary }.
   *[no] À la date anniversaire du { $anniversary }, une exigence ne serait plus satisfaite.
}
    .topic = la prévision à la date anniversaire
fact-known_in_programme = { $answer ->
    [yes] Le programme connaît { $value }.
   *[no] Champ { $field } : le programme ne connaît pas { $value }.
}
    .topic = ce que le programme nomme
fact-not_in_future = { $answer ->
    [yes] Champ { $field } : le { $day } n’est pas dans l’avenir.
   *[not_yet] Champ { $field } : le { $day } est dans l’avenir, et nul ne peut encore le constater.
}
    .topic = la date du justificatif
fact-not_retired = { $answer ->
    [yes] L’examen pouvait être passé jusqu’au { $retires_on }.
   *[over] L’examen ne pouvait plus être passé après le { $retires_on }.
}
    .topic = le retrait de l’examen
fact-evidence_new = { $answer ->
    [yes] Ce justificatif n’est pas encore enregistré.
   *[no] Champ { $field } : le même justificatif, du { $dated }, est déjà enregistré (source { $source }).
}
    .topic = les justificatifs antérieurs
fact-evidence_open = { $answer ->
    [yes] Le justificatif n’a pas été retiré.
   *[over] Le justificatif a déjà été retiré.
}
    .topic = le retrait du justificatif
fact-evidence_counts = Le justificatif du { $dated } compte { $until ->
    [none] sans limite
   *[other] jusqu’au { $until }
}.
    .topic = la durée du justificatif
fact-profile_linked = { $answer ->
    [yes] Le profil de certification compte pour cette entreprise.
    [over] Le profil de certification ne compte plus pour cette entreprise{ $until ->
        [none] {""}
       *[other] {" "}depuis le { $until }
    }.
   *[no] Le profil de certification n’est pas rattaché à cette entreprise.
}
    .topic = le rattachement du profil
fact-profile_free = { $answer ->
    [yes] La personne et le profil de certification sont libres.
   *[no] { $since ->
        [none] Le profil de certification compte pour une autre entreprise : il ne compte que pour une à la fois.
       *[other] La personne ou le profil de certification est déjà rattaché à cette entreprise depuis le { $since }.
    }
}
    .topic = la liberté du profil
fact-profile_may_move = { $answer ->
    [yes] Le profil peut changer d’entreprise.
   *[not_yet] Le profil a déjà changé d’entreprise ({ $moves } fois) ; au plus { $most } fois par an, à { $apart } jours d’intervalle.
}
    .topic = les changements d’entreprise du profil

remedy-meet_requirement = { $until ->
    [none] Satisfaites l’exigence, puis faites enregistrer le justificatif.
   *[other] Satisfaites l’exigence d’ici au { $until }, puis faites enregistrer le justificatif.
}
remedy-name_known = Nommez un examen, une certification ou un indicateur que le programme connaît ce jour-là.
remedy-link_profile = Rattachez d’abord le profil de certification de la personne à l’entreprise.
remedy-end_association = Mettez d’abord fin au rattachement en cours.
remedy-withdraw_evidence = S’il est erroné, retirez d’abord le justificatif enregistré.

effect-evidence-counts_until = { $to ->
    [none] { $from ->
        [none] Le justificatif compte sans limite.
       *[other] Le justificatif, qui comptait jusqu’au { $from }, ne compte plus.
    }
   *[other] Le justificatif compte jusqu’au { $to }.
}
effect-competency-level = Compétence { $competency }{ $on ->
        [none] {""}
       *[other] , à partir du { $on }
    } : { $from ->
    [none] niveau { $to } obtenu.
   *[other] { $to ->
        [none] le niveau { $from } n’est plus qualifié.
       *[other] niveau { $to } au lieu de { $from }.
    }
}
effect-profile-linked_on = Le profil de certification compte pour l’entreprise à partir du { $to }.
effect-profile-last_day = Le profil de certification compte pour l’entreprise jusqu’au { $to }.

history-profile_linked = { $actor } a rattaché le profil de certification de { $person }{ $moved ->
        [yes] {" "}(venu d’une autre entreprise)
       *[no] {""}
    }.
    .title = Profil rattaché
history-profile_unlinked = { $actor } a mis fin au rattachement du profil de certification de { $person } ; dernier jour le { $last_day }.
    .title = Profil détaché
history-evidence_recorded = { $actor } a enregistré un justificatif du { $dated } pour { $what }{ $amount ->
        [none] {""}
       *[other]  : { $amount }
    } (source { $source }, relevé du { $as_of }){ $until ->
        [none] {""}
       *[other]  ; il compte jusqu’au { $until }
    }.
    .title = Justificatif enregistré
history-evidence_withdrawn = { $actor } a retiré le justificatif pour { $what }.
    .title = Justificatif retiré

problem-credential-unknown = Le programme ne connaît pas cet examen
    .causes =
        L’identifiant est mal écrit, ou le programme ne nomme pas cet examen, cette évaluation ou cette certification.
    .cures =
        Choisissez l’un de ceux de la liste « known » ; s’il en manque un, l’éditeur l’ajoute au programme.
problem-metric-unknown = Le programme ne mesure pas cet indicateur
    .causes =
        L’identifiant est mal écrit, ou le programme ne mesure pas cet indicateur.
    .cures =
        Choisissez l’un de ceux de la liste « known » ; s’il en manque un, l’éditeur l’ajoute au programme.
problem-evidence-in-future = Ce justificatif est dans l’avenir
    .causes =
        La date du justificatif, ou celle du relevé, vient après aujourd’hui dans le fuseau du programme.
    .cures =
        Corrigez la date, ou enregistrez le justificatif ce jour-là.
problem-credential-retired = Cet examen ne pouvait plus être passé ce jour-là
    .causes =
        L’examen a été retiré avant la date du justificatif.
    .cures =
        Vérifiez la date, ou nommez l’examen qui l’a remplacé.
problem-profile-not-linked = Ce profil de certification ne compte pas pour l’entreprise
    .causes =
        Le profil n’a jamais été rattaché à l’entreprise, ou ne l’est plus.
    .cures =
        Rattachez le profil de la personne, puis enregistrez de nouveau le justificatif.
problem-evidence-duplicate = Ce justificatif est déjà enregistré
    .causes =
        Personne n’est certifié deux fois pour la même chose le même jour, et un relevé n’est compté qu’une fois par source et par jour.
    .cures =
        Il n’y a rien à faire ; si le premier est erroné, retirez-le avant d’enregistrer le bon.
problem-evidence-withdrawn = Ce justificatif a déjà été retiré
    .causes =
        Quelqu’un l’a retiré auparavant.
    .cures =
        Il n’y a rien à faire ; s’il était juste, enregistrez-le de nouveau.
problem-profile-linked-elsewhere = Ce profil de certification compte pour une autre entreprise
    .causes =
        Un profil de certification ne compte que pour une entreprise à la fois.
    .cures =
        La personne fait mettre fin à l’ancien rattachement ; le profil est libre le lendemain de son dernier jour.
problem-profile-locked = Ce profil de certification ne peut pas encore changer d’entreprise
    .causes =
        Le nombre de changements d’entreprise sur douze mois, et le temps entre deux changements, sont limités par le programme.
    .cures =
        Attendez la date indiquée.
