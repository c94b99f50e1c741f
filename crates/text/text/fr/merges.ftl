# Deux entreprises n’en font plus qu’une (H-20…H-51).

question-may_invite = L’entreprise { $subject } peut-elle être invitée à fusionner le { $as_of } ?
question-may_accept_merge = L’invitation de l’entreprise { $subject } peut-elle être acceptée le { $as_of } ?
question-may_reject_merge = L’invitation de l’entreprise { $subject } peut-elle être refusée le { $as_of } ?
question-may_withdraw_merge = L’invitation à l’entreprise { $subject } peut-elle être retirée le { $as_of } ?
question-may_confirm_merge = La fusion avec l’entreprise { $subject } peut-elle être réalisée le { $as_of } ?

fact-company_known = { $answer ->
    [yes] Le numéro { $number ->
        [none] donné
       *[other] { $number }
    } est celui d’une entreprise.
   *[no] Aucune entreprise ne porte le numéro { $number ->
        [none] donné
       *[other] { $number }
    }.
}
    .topic = l’entreprise qui porte le numéro
fact-global_number = { $answer ->
    [yes] C’est le numéro global d’une entreprise.
   *[no] { $number ->
        [none] Ce numéro
       *[other] Le numéro { $number }
    } est celui d’un emplacement. Seule une entreprise peut fusionner, sous son numéro global.
}
    .topic = la nature du numéro
fact-companies_differ = { $answer ->
    [yes] Ce sont deux entreprises.
   *[no] Une entreprise ne peut pas fusionner avec elle-même.
}
    .topic = s’il s’agit de deux entreprises
fact-no_open_invitation = { $answer ->
    [yes] Aucune invitation n’est en cours entre les deux entreprises.
   *[no] Une invitation est déjà en cours entre les deux entreprises{ $since ->
        [none] {""}
       *[other] {" "}depuis le { $since }
    }.
}
    .topic = les invitations en cours entre les deux
fact-merge_open = { $answer ->
    [yes] La fusion est encore en cours.
   *[over] { $state ->
        [declined] L’invitation est refusée
        [cancelled] L’invitation est retirée
        [completed] Les deux entreprises n’en font plus qu’une
       *[other] La fusion est close
    }{ $on ->
        [none] {""}
       *[other] {" "}depuis le { $on }
    }{ $state ->
        [completed] {" ;"} c’est irréversible.
       *[other] .
    }
}
    .topic = si la fusion est en cours
fact-not_answered = { $answer ->
    [yes] L’invitation n’a pas encore reçu de réponse.
   *[no] L’invitation est déjà acceptée{ $on ->
        [none] {""}
       *[other] {" "}depuis le { $on }
    }.
}
    .topic = une réponse antérieure
fact-merge_side = { $answer ->
    [yes] C’est à cette entreprise d’agir.
   *[no] { $side ->
        [invitee] C’est à l’entreprise invitée d’agir.
       *[other] C’est à l’entreprise qui invite d’agir.
    }
}
    .topic = à qui d’agir
fact-merge_accepted = { $answer ->
    [yes] L’entreprise invitée a accepté{ $on ->
        [none] {""}
       *[other] {" "}le { $on }
    }.
   *[not_yet] L’entreprise invitée n’a pas encore répondu.
}
    .topic = la réponse de l’entreprise invitée
fact-no_other_merge = { $answer ->
    [yes] Aucune autre fusion de l’entreprise{ $company ->
        [none] {""}
       *[other] {" "}{ $company }
    } n’est en cours.
   *[no] Une autre fusion de l’entreprise{ $company ->
        [none] {""}
       *[other] {" "}{ $company }
    } est en cours. Les entreprises fusionnent deux à deux.
}
    .topic = les autres fusions
fact-company_orders_settled = { $answer ->
    [yes] Aucune commande de l’entreprise{ $company ->
        [none] {""}
       *[other] {" "}{ $company }
    } n’attend son paiement.
   *[no] { $order ->
        [none] Une commande
       *[other] La commande { $order }
    } de l’entreprise{ $company ->
        [none] {""}
       *[other] {" "}{ $company }
    } attend son paiement{ $pay_by ->
        [none] {""}
       *[other] {" "}jusqu’au { $pay_by }
    }.
}
    .topic = les commandes en cours
fact-company_authorized = { $answer ->
    [yes] Le profil de l’entreprise{ $company ->
        [none] {""}
       *[other] {" "}{ $company }
    } est autorisé.
   *[no] Le profil de l’entreprise{ $company ->
        [none] {""}
       *[other] {" "}{ $company }
    } n’est pas autorisé{ $state ->
        [rejected] {" :"} une vérification est rejetée.
        [pending] {" :"} une vérification est en cours.
       *[other] .
    }
}
    .topic = les profils
fact-tenants_distinct = { $answer ->
    [yes] Chaque locataire n’est associé qu’à l’une des deux.
   *[no] { $tenant ->
        [none] Un locataire
       *[other] Le locataire { $tenant }
    } est associé aux deux entreprises.
}
    .topic = les locataires
fact-no_merge_pending = { $answer ->
    [yes] Aucune fusion n’attend sa confirmation.
   *[no] Une fusion{ $company ->
        [none] {""}
       *[other] {" "}avec l’entreprise { $company }
    } est acceptée{ $since ->
        [none] {""}
       *[other] {" "}depuis le { $since }
    } et attend sa confirmation. D’ici là, aucune des deux ne peut rien acheter ; les renouvellements restent possibles.
}
    .topic = les fusions en attente
fact-renews_alone = { $answer ->
    [yes] L’adhésion se renouvelle seule.
   *[no] Depuis la fusion, { $membership ->
        [none] l’adhésion
       *[other] { $membership }
    } se renouvelle avec { $with ->
        [none] une autre
       *[other] { $with }
    }{ $from ->
        [none] {""}
       *[other] , entre le { $from } et le { $to }
    }. Ce qu’elle accorde reste acquis jusqu’à son dernier jour.
}
    .topic = si elle se renouvelle seule

remedy-give_global_number = Donnez le numéro global de l’entreprise ; ses administrateurs le voient sur chaque page.
remedy-await_answer = Un administrateur de compte de l’entreprise invitée répond.
remedy-settle_merge = Faites d’abord confirmer, retirer ou refuser la fusion en cours.
remedy-invite_anew = Invitez l’entreprise à nouveau.
remedy-act-give_global_number = Donner le numéro global
remedy-act-await_answer = Attendre la réponse
remedy-act-settle_merge = Régler la fusion en cours
remedy-act-invite_anew = Inviter à nouveau

problem-renewed-together = Cette adhésion se renouvelle avec une autre
    .causes =
        Depuis une fusion, l’entreprise renouvelle en une fois, à la date la plus tardive, ce que deux entreprises renouvelaient.
    .cures =
        Renouvelez l’adhésion indiquée, dans sa fenêtre. Ce que celle-ci accorde reste acquis jusqu’à son dernier jour.
problem-merge-pending = Une fusion attend sa confirmation
    .causes =
        Une invitation à fusionner est acceptée, et les deux entreprises ne pourraient pas détenir ensemble ce que l’une achèterait maintenant.
    .cures =
        Confirmez la fusion, retirez-la ou refusez-la, puis achetez.
        Les renouvellements restent possibles entre-temps.
problem-company-unknown = Aucune entreprise ne porte ce numéro
    .causes =
        Le numéro est mal saisi, ou n’est pas de ce programme.
    .cures =
        Demandez à l’autre entreprise son numéro global ; ses administrateurs le voient sur chaque page.
problem-global-number-needed = C’est le numéro d’un emplacement
    .causes =
        Les emplacements portent leurs propres numéros, et une entreprise devenue une partie d’une autre en est un emplacement.
    .cures =
        Demandez le numéro global de l’entreprise.
problem-merge-not-open = La fusion n’est plus en cours
    .causes =
        L’invitation est refusée, retirée ou a déjà reçu sa réponse.
        La fusion est réalisée, ce qui est irréversible.
    .cures =
        Consultez la fusion : elle dit ce qu’elle est devenue et quand. Après un refus ou un retrait, l’entreprise peut être invitée à nouveau.
problem-merge-not-possible = Les deux entreprises ne peuvent pas fusionner maintenant
    .causes =
        Dans l’une des deux, une commande attend son paiement, un profil n’est pas autorisé ou une autre fusion est en cours.
        C’est à l’autre entreprise d’agir.
        Les deux n’en font déjà qu’une.
    .cures =
        Levez chacun des obstacles indiqués, puis réessayez.

history-merge_invited = { $side ->
    [invitee] { $actor } a invité cette entreprise à devenir une partie de l’entreprise { $company }.
   *[initiator] { $actor } a invité l’entreprise { $company } à devenir une partie de celle-ci.
}
    .title = Invitation à fusionner
history-merge_accepted = { $side ->
    [initiator] L’entreprise { $company } a accepté la fusion
   *[other] { $actor } a accepté la fusion{ $company ->
        [none] {""}
       *[other] {" "}avec l’entreprise { $company }
    }
} ; elle attend sa confirmation.
    .title = Fusion acceptée
history-merge_rejected = { $side ->
    [initiator] L’entreprise { $company } a refusé la fusion
   *[other] { $actor } a refusé la fusion{ $company ->
        [none] {""}
       *[other] {" "}avec l’entreprise { $company }
    }
}{ $reason ->
    [yes] , en donnant un motif
   *[no] {""}
}.
    .title = Fusion refusée
history-merge_withdrawn = { $actor } a retiré la fusion{ $company ->
    [none] {""}
   *[other] {" "}avec l’entreprise { $company }
}.
    .title = Fusion retirée
history-company_absorbed = { $actor } a confirmé la fusion : l’entreprise { $company } est désormais un emplacement de celle-ci, avec tout ce qu’elle détient ; { $count ->
    [one] { $count } fait de son registre est repris
   *[other] { $count } faits de son registre sont repris
}.
    .title = Entreprise reprise
history-company_merged = { $actor } a confirmé la fusion : cette entreprise est désormais un emplacement de l’entreprise { $company }. Son registre s’arrête ici.
    .title = Fusion réalisée
history-membership_joined = { $membership } se renouvelle désormais avec { $with }{ $until ->
    [none] {" ;"} elle garde ses propres dates
   *[other] {" ;"} son année court jusqu’au { $until }
}.
    .title = Renouvellement commun

effect-merge-invited = L’entreprise { $to } est invitée ; ses administrateurs de compte répondent.
effect-merge-accepted = La fusion avec l’entreprise { $to } est acceptée. Rien ne change avant sa confirmation, et aucune des deux ne peut rien acheter d’ici là, seulement renouveler.
effect-merge-declined = La fusion avec l’entreprise { $from } est refusée.
effect-merge-cancelled = La fusion avec l’entreprise { $from } est retirée.
effect-merge-company = L’entreprise { $from } devient une partie de l’entreprise { $to }, définitivement. Son numéro demeure, comme celui d’un emplacement.
effect-merge-locations = Emplacements : { $to }.
effect-merge-tenants = Locataires : { $to }. Ils restent séparés, et les licences restent où elles sont.
effect-merge-membership_kept = { $to } ({ $offer }) est conservée : date anniversaire le { $anniversary }, à renouveler entre le { $renew_from } et le { $renew_to }.
effect-merge-membership_joined = { $from } ({ $offer }) est conservée jusqu’au { $benefits_until } ; elle se renouvelle avec { $to }, en une seule, entre le { $renew_from } et le { $renew_to }.
effect-merge-anniversary = { $membership } : l’année court jusqu’au { $to } au lieu du { $from }.
effect-merge-competencies = Compétences : { $to }.
effect-merge-late_right_lost = L’adhésion { $from }, dont la fenêtre est fermée et qui pouvait encore être payée jusqu’au { $until }, ne peut plus l’être : une autre tient sa place.
effect-merge-refund_right_lost = Le droit au remboursement de { $from }, ouvert jusqu’au { $until }, prend fin : ce que ses frais ont payé sert à l’année commune.
effect-merge-override_lost = La dérogation proposée pour { $from } ne peut plus être approuvée : une autre adhésion tient sa place.
effect-merge-free_year_lost = L’année suivante de { $from }, pour laquelle rien n’était dû, se renouvelle avec celle de { $to } : ses frais sont dus.
effect-merge-seats = { $to ->
    [one] { $to } personne garde son abonnement de développement
   *[other] { $to } personnes gardent leur abonnement de développement
}, sur { $granted }.
effect-merge-tokens_open = { $to ->
    [one] { $to } jeton n’est pas encore utilisé : utilisez-le
   *[other] { $to } jetons ne sont pas encore utilisés : utilisez-les
} à temps, le premier jusqu’au { $first }.
effect-merge-subscriptions = { $to ->
    [one] { $to } abonnement cloud continue, sur son locataire.
   *[other] { $to } abonnements cloud continuent, chacun sur son locataire.
}
effect-merge-subscription_extended = L’abonnement cloud { $benefit } sur { $tenant }, qui dure autant que son adhésion, court jusqu’au { $to } au lieu du { $from }.
effect-membership-merged = { $from } prend fin : la nouvelle année remplace ce qu’elle accordait.

membership-merged = renouvelée avec une autre
close-merged = une autre a été renouvelée à sa place
capability-view_merges = voir les fusions
capability-manage_merges = fusionner des entreprises
merge-invited = invitation envoyée
merge-accepted = acceptée
merge-declined = refusée
merge-cancelled = retirée
merge-completed = réalisée
merge-side-initiator = entreprise qui invite
merge-side-invitee = entreprise invitée
acknowledge-companies-merged = Je comprends que les deux entreprises n’en font plus qu’une, et que personne ne peut revenir en arrière.

next-reason-renewed_together = Après la fusion, un seul ensemble d’avantages remplace les deux.

ui-nav-merges = Fusions
ui-merges-page = Fusions
ui-merges-title = Fusions
ui-merges-lead = Deux entreprises n’en font plus qu’une : l’une demeure, et l’autre en devient un emplacement, avec tout ce qu’elle détient. Le numéro global de cette entreprise est { $number }.
ui-merges-open = En cours
ui-merges-none = Aucune fusion n’est en cours. Pour en ouvrir une, il faut le numéro global de l’autre entreprise, et non celui d’un emplacement.
ui-merges-with = Fusion avec l’entreprise { $company }
ui-merges-invite-title = Inviter une entreprise à devenir une partie de celle-ci
ui-merges-company = Numéro global de l’autre entreprise
ui-merges-company-error = Écrivez le numéro global de l’autre entreprise, en chiffres.
ui-merges-company-hint = Ses administrateurs le voient sur chaque page. Le numéro d’un emplacement ne convient pas.
ui-merges-invite = Inviter
ui-merges-helpers = Qui peut fusionner cette entreprise
ui-merges-past = Passées
ui-merge-page = Fusion
ui-merge-title = Fusion avec l’entreprise { $company }
merge-named = { $name } ({ $number })
ui-merge-somebody = quelqu’un de l’entreprise { $company }
ui-merge-invited-on = Invitation le
ui-merge-accepted-on = Acceptation le
ui-merge-declined-on = Refus le
ui-merge-cancelled-on = Retrait le
ui-merge-completed-on = Confirmation le
ui-merge-waits = Ce que la fusion apporterait se verra ici dès que l’autre entreprise aura accepté.
ui-merge-impact = Ce qu’apporte la fusion
ui-merge-impact-lead = À gauche, les deux entreprises telles qu’elles sont aujourd’hui ; à droite, celle qui en résulterait.
ui-merge-survivor = Demeure
ui-merge-absorbed = Devient un emplacement
ui-merge-together = Ensemble
ui-merge-row-number = Numéro global
ui-merge-row-locations = Emplacements
ui-merge-row-tenants = Locataires
ui-merge-row-memberships = Adhésions
ui-merge-row-competencies = Compétences
ui-merge-row-tokens = Jetons à utiliser
ui-merge-row-subscriptions = Abonnements cloud
ui-merge-row-seats = Postes de développement
ui-merge-row-people = Personnes
ui-merge-kept = { $membership } { $offer } : date anniversaire le { $anniversary }
ui-merge-joined = { $membership } { $offer } : utilisable jusqu’au { $until }, puis renouvelée avec { $with }
ui-merge-token = { $benefit }, { $seats ->
        [one] { $seats } poste
       *[other] { $seats } postes
    }, à utiliser jusqu’au { $until }
ui-merge-subscription = { $benefit }, { $seats ->
        [one] { $seats } poste
       *[other] { $seats } postes
    } sur { $tenant }
ui-merge-seats = { $held } attribués sur { $granted }
ui-merge-renewals = Au renouvellement commun
ui-merge-renewal = { $offer } : renouvelée une seule fois, à partir du { $from }, pour l’année jusqu’au { $until }.
ui-merge-seats-lost = { $count ->
    [one] En l’état, il ne restera pas de poste de développement pour { $count } personne.
   *[other] En l’état, il ne restera pas de poste de développement pour { $count } personnes.
}
ui-merge-before = Avant de fusionner, utilisez et activez ce qui doit l’être : ce qui est sur un locataire y reste définitivement. Les locataires ne fusionnent jamais ; chaque administrateur gère toujours les personnes du sien.
ui-merge-answer = Réponse
ui-merge-accept-hint = Rien ne change avant la confirmation de l’autre entreprise ; d’ici là, aucune des deux ne peut rien acheter, seulement renouveler.
ui-merge-accept = Accepter
ui-merge-reason = Motif du refus
ui-merge-reason-hint = Les deux entreprises peuvent le lire. Il peut rester vide.
ui-merge-reject = Refuser
ui-merge-withdraw = Retirer l’invitation
ui-merge-go = Vérifier et confirmer
ui-merge-back = Retour à la fusion
ui-merge-check-title = Fusionner définitivement avec l’entreprise { $company } ?
ui-merge-check-people = Les personnes gardent leurs rôles, et restent dans l’annuaire où elles sont.
ui-merge-check-bank = Vérifiez ensuite les coordonnées bancaires et fiscales.
ui-merge-confirm = Fusionner définitivement
ui-history-former = Registre de l’ancienne entreprise { $number }
ui-day-former = L’ancienne entreprise { $number } à cette date
ui-day-lead-former = Ce que détenait ce jour-là l’ancienne entreprise { $number }, d’après son historique.

cli-merge = Fusionne deux entreprises
cli-merge-list = Énumère les fusions, passées et manquées comprises
    .examples =
        symbolon merge list
cli-merge-show = Montre une fusion
    .examples =
        symbolon merge show mrg_…
cli-merge-invite = Invite une entreprise à devenir une partie de celle-ci
    .examples =
        symbolon merge invite 1000007 --dry-run
        symbolon merge invite 1000007 --yes
cli-merge-accept = Accepte une invitation
    .examples =
        symbolon merge accept mrg_… --yes
cli-merge-reject = Refuse une invitation
    .examples =
        symbolon merge reject mrg_… --note plus-tard --yes
cli-merge-withdraw = Retire une invitation
    .examples =
        symbolon merge withdraw mrg_… --yes
cli-merge-preview = Montre ce qu’apporterait une fusion
    .examples =
        symbolon merge preview mrg_…
cli-merge-confirm = Réalise une fusion, définitivement
    .examples =
        symbolon merge confirm mrg_… --dry-run
        symbolon merge confirm mrg_… --preview p1-… --acknowledge companies-merged
cli-arg-merge = la fusion, par son identifiant ou par le numéro de l’autre entreprise
cli-arg-company = le numéro global de l’autre entreprise
cli-merge-unknown = Il n’y a pas de fusion avec l’entreprise { $company }.
cli-merge-line = Fusion avec l’entreprise { $company } : { $state }
cli-merge-invited = Invitation le { $day }
cli-merge-accepted = Acceptation le { $day }
cli-merge-ended = Fin le { $day }
cli-merge-survivor = Demeure : { $company }
cli-merge-absorbed = Devient un emplacement : { $company }
cli-merge-together = Ensemble : { $company }
cli-merge-locations = Emplacements : { $list }
cli-merge-tenants = Locataires : { $list }
cli-merge-membership = { $membership } { $offer } : date anniversaire le { $anniversary }, avantages jusqu’au { $until }{ $with ->
    [none] {""}
   *[other] , puis renouvelée avec { $with }
}
cli-merge-token = À utiliser jusqu’au { $until } : { $benefit }
cli-merge-seats = Postes de développement : { $held ->
    [one] { $held } attribué
   *[other] { $held } attribués
} sur { $granted }
cli-merge-people = Personnes : { $count }
cli-merge-before = Utilisez et activez ce qui doit l’être avant de fusionner : ce qui est sur un locataire y reste définitivement.
cli-col-merge = fusion
cli-col-side = côté
cli-col-invited = invitation
cli-col-accepted = acceptation
cli-col-ended = fin
cli-demo-alix = Alix, administratrice de compte d’Aurore Numérique – une fusion à confirmer
cli-demo-bruno = Bruno, administrateur de compte de Boréal Studio – a accepté de fusionner
ui-merge-row-roles = Rôles, tous gardés
ui-merge-row-managed = Qui donne des rôles à ces personnes
ui-merge-role = { $role } : { $count }
ui-merge-managed = { $count ->
    [one] { $count } personne du même annuaire
   *[other] { $count } personnes du même annuaire
}
ui-merge-managed-nobody = personne : donnez d’abord le rôle à quelqu’un
ui-merge-managed-each = les administrateurs de chaque côté, pour les personnes de leur propre annuaire
ui-merge-check-managed = Un administrateur ne gère que les personnes de son propre annuaire, et celles de l’autre s’il y est invité.
cli-merge-role = rôle { $role } : { $count }
cli-merge-managed = { $count ->
    [one] { $count } personne donne des rôles aux personnes de cet annuaire
   *[other] { $count } personnes donnent des rôles aux personnes de cet annuaire
}
cli-merge-managed-each = les administrateurs de chaque côté donnent des rôles aux personnes de leur propre annuaire
