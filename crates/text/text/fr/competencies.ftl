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
question-may_link_profile = Un profil de certification peut-il être rattaché à { $subject } le { $as_of } ?
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
    [value] { $basis ->
        [override] Exigence remplacée par le constat de l’éditeur
       *[campaign] Exigence dispensée
    } ({ $kind_word }, { $what }){ $option ->
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
fact-long_override_reasoned = { $answer ->
    [yes] Un motif est donné pour une exception qui court jusqu’au { $until }.
   *[no] Une exception qui court au-delà du { $limit } exige un motif (champ reason), et celle-ci court jusqu’au { $until }.
}
    .topic = le motif d’une longue exception
fact-override_ends = { $answer ->
    [yes] Le constat compte jusqu’au { $until } ; ensuite, les exigences décident de nouveau.
   *[no] Un constat ne remplace les exigences que pour un temps, et aucun dernier jour n’est indiqué.
}
    .topic = le dernier jour du constat
fact-forecast_met = { $answer ->
    [yes] { $renew_to ->
        [none] { $basis ->
            [override] Le constat de l’éditeur vaut encore à la date anniversaire du { $anniversary } ; les exigences ne sont pas nécessaires ce jour-là.
            [campaign] Une campagne dispense des exigences à la date anniversaire du { $anniversary }.
           *[other] Les exigences seront satisfaites à la date anniversaire du { $anniversary }.
        }
       *[other] Rien ne manque pour le renouvellement, possible jusqu’au { $renew_to }.
    }
   *[no] { $renew_to ->
        [none] À la date anniversaire du { $anniversary }, une exigence ne serait plus satisfaite.
       *[other] Une exigence manque encore pour le renouvellement ; ce qui est montré jusqu’au { $renew_to } compte.
    }
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
effect-attainment-until = Le constat vaut jusqu’au { $to } ; le précédent, qui courait jusqu’au { $from }, ne compte plus.
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
effect-competency-ended = La compétence { $competency } prend fin le { $on } au niveau { $from }{ $to ->
        [none] {""}
       *[other] {" "}et continue au niveau { $to }
    }.
effect-profile-linked_on = Le profil de certification compte pour l’entreprise à partir du { $to }.
effect-profile-last_day = Le profil de certification compte pour l’entreprise jusqu’au { $to }.

history-profile_linked = { $actor } a rattaché un profil de certification à { $person }{ $moved ->
        [yes] {" "}(venu d’une autre entreprise)
       *[no] {""}
    }.
    .title = Profil rattaché
history-profile_unlinked = { $actor } a détaché le profil de certification rattaché à { $person } ; dernier jour le { $last_day }.
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

# La ligne de commande.
cli-competency = Les compétences : où en est une entreprise, et ce que chacune demande
cli-competency-list = Liste les compétences commencées, avec étape, niveau et date anniversaire
    .examples =
        symbolon competency list
        symbolon competency list --stage at-risk
cli-competency-show = Montre une compétence : chaque exigence avec ce qui compte, et la prévision
    .examples =
        symbolon competency show cloud-platform --as-of 2021-09-01
cli-competency-override = Constate un niveau, quelles que soient les exigences ; pour l’éditeur
    .examples =
        symbolon competency override devops --level silver --until 2021-12-10 --account 1000001
cli-competency-requirements = Liste ce que le programme demande, par niveau et par marché
    .examples =
        symbolon competency requirements
        symbolon competency requirements devops
cli-evidence = Les justificatifs des exigences
cli-evidence-list = Liste les justificatifs avec leur source et le jour de leur relevé
    .examples =
        symbolon evidence list
cli-evidence-record = Enregistre l’examen d’une personne ou le relevé d’un indicateur ; pour l’éditeur
    .examples =
        symbolon evidence record --credential az-400 --profile MC-17 --dated 2021-09-01 --source skills-feed --account 1000001
        symbolon evidence record --metric azure-consumption --amount 12500.00 --dated 2021-08-31 --source insights --account 1000001
cli-evidence-import = Importe un tableau de justificatifs, avec un verdict par ligne ; pour l’éditeur
    .arg-file = fichier de valeurs séparées par des virgules, avec les colonnes account, dated, et profile et credential ou metric et amount
    .examples =
        symbolon evidence import readings.csv --source insights --read-on 2021-09-09 --dry-run
cli-evidence-withdraw = Retire un justificatif enregistré à tort ; pour l’éditeur
    .examples =
        symbolon evidence withdraw evd_… --dry-run
cli-certification = Les profils de certification qui comptent pour une entreprise
cli-certification-list = Liste les personnes dont le profil de certification compte, et jusqu’à quand
    .examples =
        symbolon certification list
cli-certification-link = Rattache un profil de certification à l’entreprise ; il ne compte que pour une à la fois
    .examples =
        symbolon certification link marc@lumen.example --profile MC-17
cli-certification-release = Met fin au rattachement d’un profil, aujourd’hui ou après un dernier jour annoncé
    .examples =
        symbolon certification release marc@lumen.example --last-day 2021-10-31 --dry-run
cli-arg-stage = started (en cours), qualified (qualifiée), active, at-risk (menacée) ou ended (terminée)
cli-arg-area = le domaine, par identifiant
cli-arg-competency = la compétence, par exemple devops
cli-arg-level = le niveau, par exemple silver
cli-arg-until = dernier jour où cela compte
cli-arg-credential = l’examen, l’évaluation ou la certification, par exemple az-400
cli-arg-profile = numéro du profil de certification ; seule une empreinte à clé en est gardée
cli-arg-metric = l’indicateur, par exemple azure-consumption
cli-arg-amount = combien : 250, ou 12500.00 pour une somme
cli-arg-dated = le jour dont parle le justificatif
cli-arg-valid-until = dernier jour où il est valable par lui-même
cli-arg-read-on = le jour où sa source a été relevée (aujourd’hui)
cli-arg-source = le système d’où il vient, par exemple insights
cli-arg-file = le fichier à envoyer : PDF, JPEG ou PNG
cli-arg-evidence = le justificatif, par identifiant
cli-arg-last-day = dernier jour où le profil compte (aujourd’hui)
cli-competency-leaving = Les personnes qui partent et dont la certification compte
cli-competency-leaves = { $person }{ $day ->
        [none] , absent de l’annuaire
       *[other] , dernier jour le { $day }
    } : pour { $level }, il en reste ensuite { $left } sur { $needed }
cli-competency-stated-until = L’obtention est constatée jusqu’au { $day } ; ensuite, les exigences décident de nouveau.
cli-confirm-override = Constater { $competency } au niveau { $level }, quelles que soient les exigences ?
cli-evidence-recorded = Enregistré sous { $id }.
cli-evidence-withdrawn = { $id } est retiré.
cli-evidence-refused = { $refused ->
    [one] { $refused } ligne est refusée ; les autres n’en dépendent pas.
   *[other] { $refused } lignes sont refusées ; les autres n’en dépendent pas.
}
cli-verdict-accepted = acceptée
cli-verdict-refused = refusée
cli-certification-linked = Le profil de certification ({ $person }) compte pour l’entreprise à partir d’aujourd’hui.
cli-certification-released = Le profil de certification ({ $person }) compte jusqu’au { $day }.
cli-confirm-release = Mettre fin au rattachement du profil de certification ({ $person }) ?
cli-col-competency = compétence
cli-col-area = domaine
cli-col-stage = étape
cli-col-level = niveau
cli-col-read-on = relevé le
cli-col-option = option
cli-col-requirement = exigence
cli-col-asked = objet
cli-col-needed = demandé
cli-col-have = obtenu
cli-col-in-year = dans l’année
cli-col-forecast = prévision
cli-col-met-until = satisfaite jusqu’au
cli-col-at-least = au moins
cli-col-market = marché
cli-col-dated = date
cli-col-counts-until = compte jusqu’au
cli-col-source = source
cli-col-line = ligne
cli-col-verdict = verdict
cli-col-field = champ
cli-col-linked-on = rattaché le
cli-col-last-day = dernier jour
cli-col-person = personne
remedy-state_last_day = Indiquez le dernier jour du constat (until).
remedy-act-state_last_day = Indiquer le dernier jour
fact-people_held = { $answer ->
    [yes] L’offre { $offer } demande { $needed ->
        [one] au moins { $needed } personne
       *[other] au moins { $needed } personnes
    } avec { $what } : l’entreprise en compte { $have }.
   *[no] L’offre { $offer } demande { $needed ->
        [one] au moins { $needed } personne
       *[other] au moins { $needed } personnes
    } avec { $what } : l’entreprise n’en compte { $have ->
        [0] aucune
       *[other] que { $have }
    }.
}
    .topic = les personnes que l’offre demande

# Les profils de certification, sur la page des compétences.
ui-profiles-title = Profils de certification
ui-profiles-lead = Les examens d’une personne comptent tant que son profil de certification est rattaché à l’entreprise. Un profil ne compte que pour une entreprise à la fois.
ui-profiles-none = Aucun profil de certification n’est rattaché à l’entreprise.
ui-profiles-since = Rattaché le
ui-profiles-last-day = Dernier jour
ui-profiles-over = ne compte plus
ui-profiles-number = Numéro du profil de certification
ui-profiles-number-hint = Le numéro lui-même n’est pas conservé : seule son empreinte l’est.
ui-profiles-person-error = Choisissez une personne.
ui-profiles-number-error = Écrivez le numéro du profil.
ui-profiles-link = Rattacher le profil
ui-profiles-helpers = Peuvent rattacher un profil, ou mettre fin au rattachement :
ui-profiles-end = Voir ce qui en résulte
ui-profiles-end-page = Mettre fin au rattachement
ui-profiles-end-title = Mettre fin au rattachement du profil : { $person } ?
ui-profiles-last-day-error = Indiquez le dernier jour où le profil compte.

# Ce que l’éditeur enregistre, retire et constate, sur la page des compétences.
ui-evidence-record-skill = Enregistrer un examen
ui-evidence-record-figure = Enregistrer un relevé
ui-evidence-holder = Personne
ui-evidence-holder-hint = Celles dont le profil de certification est rattaché à l’entreprise.
ui-evidence-holder-error = Choisissez une personne ; s’il en manque une, rattachez d’abord son profil.
ui-evidence-credential = Examen, évaluation ou certification
ui-evidence-credential-error = Choisissez un examen, une évaluation ou une certification.
ui-evidence-passed-on = Obtenu le
ui-evidence-read-on = Relevé du
ui-evidence-day-error = Indiquez le jour dont parle le justificatif.
ui-evidence-valid-until = Valable jusqu’au, s’il le dit
ui-evidence-valid-until-error = Indiquez un jour, ou laissez le champ vide.
ui-evidence-source = Source
ui-evidence-source-hint = Le système d’où il vient, en minuscules, chiffres, points et tirets, par exemple insights.
ui-evidence-source-error = Indiquez le système d’où il vient.
ui-evidence-metric = Indicateur
ui-evidence-metric-error = Choisissez un indicateur.
ui-evidence-amount = Valeur
ui-evidence-amount-hint = Par exemple 250, ou 12500,00 pour une somme.
ui-evidence-amount-error = Indiquez la valeur relevée.
ui-evidence-withdraw = Retirer
ui-evidence-withdraw-title = Retirer le justificatif : { $what } ?
ui-evidence-withdraw-text = Il est réputé n’avoir jamais compté ; ce qui a été accordé entre-temps reste jusqu’à la fin de son année.
ui-attainment-title = Constater une obtention
ui-attainment-lead = Un constat remplace les exigences jusqu’à son dernier jour ; ensuite, elles décident de nouveau.
ui-attainment-competency = Compétence
ui-attainment-level = Niveau
ui-attainment-until = Dernier jour
ui-attainment-until-error = Indiquez le dernier jour du constat.
ui-attainment-reason = Motif
ui-attainment-reason-hint = Nécessaire si le constat dure plus longtemps que ne compterait un justificatif d’aujourd’hui.
ui-attainment-reason-error = Un constat qui court au-delà du { $limit } demande un motif.
ui-attainment-act = Constater l’obtention
