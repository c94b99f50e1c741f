# Les autres avantages : incidents de support, heures de conseil, crédits.

question-may_activate_benefit = Ce support peut-il être activé le { $as_of } ?
question-may_use_balance = Ce solde peut-il servir le { $as_of } ?
question-may_assign_credit = Cette personne peut-elle recevoir ce crédit le { $as_of } ?
question-may_end_credit = Ce crédit peut-il être repris ou transféré le { $as_of } ?

fact-support_new = { $answer ->
    [yes] Ce support n’a pas encore été activé.
   *[no] Ce support est activé depuis le { $since }, sous le contrat { $contract }.
}
    .topic = l’activation du support
fact-support_activated = { $answer ->
    [yes] Le support est activé depuis le { $since }.
   *[no] Le support n’est pas activé : il n’y a encore ni numéro de contrat ni numéro d’accès.
}
    .topic = l’état du support
fact-engagement_fits = { $answer ->
    [yes] { $asked ->
        [one] { $asked } heure demandée
       *[other] { $asked } heures demandées
    }, au plus { $max } par intervention.
   *[no] { $asked ->
        [one] { $asked } heure demandée
       *[other] { $asked } heures demandées
    } ; une intervention en prend au plus { $max }.
}
    .topic = la durée d’une intervention
fact-presales_free = L’aide avant-vente est sans limite avec l’offre { $offer } : rien n’est déduit.
    .topic = l’aide avant-vente
fact-balance_left = { $answer ->
    [yes] Solde : { $left } sur { $granted }, jusqu’au { $until } ; demande : { $asked }.
   *[no] Solde : { $left } sur { $granted }, jusqu’au { $until } ; demande : { $asked }, au-delà de ce qui reste.
}
    .topic = le solde
fact-credit_free = { $answer ->
    [yes] Personne ne détient ce crédit.
   *[no] { $person } détient ce crédit depuis le { $since }.
}
    .topic = le titulaire du crédit
fact-one_credit = { $answer ->
    [yes] { $person } ne détient aucun autre crédit.
   *[no] { $person } détient déjà un crédit depuis le { $since } : { $benefit }.
}
    .topic = les autres crédits de la personne
fact-credit_combines = { $answer ->
    [yes] { $person } n’a pas de crédit venu d’ailleurs.
   *[no] { $person } a un crédit venu d’ailleurs ; celui-ci ne se cumule avec aucun autre.
}
    .topic = le cumul de crédits
fact-credit_assigned = { $answer ->
    [yes] Quelqu’un détient ce crédit.
   *[no] Plus personne ne détient ce crédit depuis le { $ended_on }.
}
    .topic = l’état du crédit
fact-credit_held = { $answer ->
    [yes] Ce crédit est détenu depuis le { $since }.
   *[no] { $person ->
        [none] Personne ne détient ce crédit.
       *[other] Cette personne ne détient pas ce crédit.
    }
}
    .topic = la détention du crédit
fact-credit_removable = { $answer ->
    [yes] Ce crédit peut être repris à tout moment.
   *[no] Ce crédit ne se reprend pas ; il se transfère à une autre personne.
}
    .topic = la reprise du crédit

remedy-activate_benefit = Faites activer le support ; il faut l’activer une seule fois.
remedy-ask_less = Demandez moins d’heures.
remedy-buy_support = Achetez un incident ou un contrat de support.
remedy-other_person = Désignez une autre personne.
remedy-remove_credit = Reprenez d’abord le crédit.
remedy-transfer_credit = Transférez le crédit à une autre personne.
remedy-act-activate_benefit = Activer le support
remedy-act-ask_less = Demander moins
remedy-act-buy_support = Acheter du support
remedy-act-other_person = Désigner une autre personne
remedy-act-remove_credit = Reprendre le crédit
remedy-act-transfer_credit = Transférer le crédit

problem-benefit-not-activated = Le support n’est pas activé
    .causes =
        Un administrateur général ou un administrateur partenaire active le support une fois ; il en résulte un contrat et un numéro d’accès.
    .cures =
        Demandez à l’une des personnes citées de l’activer.
problem-engagement-too-long = L’intervention est trop longue
    .causes =
        Une intervention de conseil ne prend qu’un nombre limité d’heures ; le conseil au long cours n’en fait pas partie.
    .cures =
        Demandez moins d’heures, ou plusieurs interventions distinctes.
problem-balance-spent = Il ne reste pas assez
    .causes =
        Le solde de l’année est utilisé. Il prend fin avec les avantages, et rien ne se reporte.
    .cures =
        Achetez un incident ou un contrat de support.
        Le renouvellement apporte le solde de l’année suivante.
problem-credit-taken = Quelqu’un détient ce crédit
    .causes =
        Un crédit a un seul titulaire à la fois.
    .cures =
        Reprenez-le, ou transférez-le, selon ce que le crédit permet.
problem-credit-already-held = La personne détient déjà un crédit
    .causes =
        Chaque personne ne détient qu’un crédit à la fois.
    .cures =
        Désignez une autre personne.
problem-credit-not-combinable = Ce crédit ne se cumule pas
    .causes =
        La personne a un crédit venu d’une autre offre, et celui-ci ne se cumule avec aucun autre.
    .cures =
        Désignez une autre personne.
problem-credit-not-shareable = Un crédit revient à une seule personne
    .causes =
        L’identité choisie est une boîte ou un compte dont plusieurs personnes se servent.
    .cures =
        Désignez la personne qui s’en servira.
problem-credit-not-removable = Ce crédit ne se reprend pas
    .causes =
        Le crédit annuel groupé reste attribué pour l’année.
    .cures =
        Transférez-le à une autre personne.
problem-credit-not-assigned = Plus personne ne détient ce crédit
    .causes =
        Il a été repris ou transféré entre-temps.
    .cures =
        Consultez les soldes de l’entreprise.

history-support_activated = { $actor } a activé { $benefit } : contrat { $contract }.
    .title = Support activé
history-balance_used = { $actor } a utilisé { $benefit } ({ $usage_word }) : { $asked } ; déduction du solde : { $deducted }.
    .title = Solde utilisé
history-credit_assigned = { $actor } a attribué { $benefit } à { $person }.
    .title = Crédit attribué
history-credit_ended = { $actor } a mis fin au crédit { $benefit } attribué à { $person }.
    .title = Crédit repris ou transféré

effect-support-activated = Le support est activé à la date du { $to } ; chacun dans l’entreprise voit le contrat et le numéro d’accès.
effect-balance-left = Solde : { $from }, désormais { $to }.
effect-balance-free = Rien n’est déduit du solde.
effect-credit-holder = { $from ->
    [none] Le crédit est attribué.
   *[other] { $to ->
        [none] Le crédit est repris.
       *[other] Le crédit passe à une autre personne.
    }
}
capability-activate_benefits = activer les avantages et attribuer les crédits
capability-use_balance = ouvrir un incident et demander des heures de conseil

usage-incident = incident de support
usage-presales = aide avant-vente
usage-deployment = aide au déploiement
usage-marketplace = aide pour la place de marché

cli-benefit-balances = Liste les soldes : ce qui reste, jusqu’à quand, et les contrats
    .examples =
        symbolon benefit balances
cli-benefit-activate = Active un support, une seule fois
    .examples =
        symbolon benefit activate grt_… --dry-run
        symbolon benefit activate grt_… --marketing-name Ana --marketing-email ana@agency.example
cli-benefit-use = Ouvre un incident ou demande des heures de conseil
    .examples =
        symbolon benefit use grt_… incident --dry-run
        symbolon benefit use grt_… presales 2
cli-benefit-assign-credit = Attribue un crédit à une personne
    .examples =
        symbolon benefit assign-credit grt_… marc@lumen.example --dry-run
cli-benefit-remove-credit = Reprend un crédit, s’il peut l’être
    .examples =
        symbolon benefit remove-credit crd_… --dry-run
cli-benefit-transfer-credit = Transfère un crédit à une autre personne
    .examples =
        symbolon benefit transfer-credit crd_… lea@lumen.example --dry-run
cli-arg-grant = la ligne accordée, par identifiant
cli-arg-credit = le crédit, par identifiant
cli-arg-kind = incident, presales, deployment ou marketplace
cli-arg-quantity = combien d’heures, ou un incident
cli-arg-other-credit = la personne a un crédit venu d’ailleurs
cli-col-contract = contrat
cli-col-activated-on = activé le
cli-col-active-from = valable à partir du
cli-col-access = accès
cli-col-grant = ligne
cli-col-credit = crédit
