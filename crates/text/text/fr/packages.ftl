# Les avantages : plafonds d’usage, droits partagés, ce que l’année suivante apporte, et mise en service.

question-how_much = Combien de { $subject } peut-on utiliser le { $as_of } ?
question-what_next_year = Qu’apporterait l’année suivante de { $subject }, renouvelée le { $as_of } ?
question-may_provision = Les avantages de { $subject } peuvent-ils être notés comme mis en service le { $as_of } ?

fact-company_country = { $answer ->
    [yes] L’entreprise a son siège ou un emplacement { $in_country }.
   *[no] L’entreprise n’a ni son siège ni un emplacement { $in_country }.
}
    .topic = les pays de l’entreprise
fact-within_country_cap = { $answer ->
    [yes] Utilisés { $in_country } : { $used } sur { $cap } au plus ({ $times } fois l’octroi initial de { $initial }).
   *[no] Utilisés { $in_country } : { $used }, et aucun de plus n’est possible ; le plafond est de { $cap }, soit { $times } fois l’octroi initial de { $initial }, même si { $granted } sont accordés.
}
    .topic = le plafond du pays
fact-within_world_cap = { $answer ->
    [yes] Dans le monde, { $used } sur { $cap } au plus sont utilisés ({ $times } fois l’octroi initial de { $initial }).
   *[no] Dans le monde, { $used } sont utilisés et aucun de plus n’est possible : le plafond est de { $cap }, soit { $times } fois l’octroi initial de { $initial }, même si { $granted } sont accordés.
}
    .topic = le plafond mondial
fact-ceiling = { $answer ->
    [yes] Les { $granted } accordés sont tous utilisables : aucun plafond ne retient rien.
   *[no] Sur { $granted } accordés, { $effective } sont utilisables{ $per_country ->
        [none] {""}
       *[other] , { $per_country } au plus par pays
    }{ $worldwide ->
        [none] {""}
       *[other] , { $worldwide } au plus dans le monde
    } (octroi initial { $initial }, pays de l’entreprise : { $countries }{ $staying ->
        [none] {""}
       *[other] , restés dans un pays qu’elle a quitté : { $staying }
    }).
}
    .topic = les plafonds d’usage
fact-within_shared_pool = { $answer ->
    [yes] { $benefits } se partagent { $granted } en tout : { $used } sont utilisés, il en reste { $free }.
   *[no] { $benefits } se partagent { $granted } en tout : { $used } sont utilisés et il en reste { $free }, moins que les { $asked } demandés.
}
    .topic = ce que les produits se partagent
fact-unlimited = C’est sans limite, parce que l’entreprise détient une compétence cloud.
    .topic = l’absence de limite
fact-provisioned = { $count ->
    [0] Aucun avantage ne reste à noter comme mis en service.
    [one] { $count } avantage est noté comme mis en service.
   *[other] { $count } avantages sont notés comme mis en service.
}
    .topic = la mise en service

remedy-assign_elsewhere = Attribuez le poste dans un autre pays de l’entreprise.
remedy-add_location = Ajoutez d’abord un emplacement dans ce pays.

problem-shared-pool-exhausted = Ce que ces produits se partagent est épuisé
    .causes =
        Plusieurs produits se partagent un même droit, et leur usage cumulé ne peut pas le dépasser.
    .cures =
        N’utilisez que ce qui reste, ou prenez une licence commerciale.
problem-country-without-location = L’entreprise n’est pas dans ce pays
    .causes =
        Un poste s’utilise là où l’entreprise a son siège ou un emplacement.
    .cures =
        Choisissez un pays de l’entreprise, ou ajoutez d’abord un emplacement.
problem-seat-cap-reached = Le plafond d’usage de ce produit est atteint
    .causes =
        Un produit ne s’utilise que jusqu’à un multiple de son octroi initial, par pays et dans le monde, quelle que soit la quantité accordée.
    .cures =
        Attribuez le poste dans un autre pays de l’entreprise, ou reprenez un poste qui ne sert plus.

capability-provision_grants = noter ce qui est mis en service

history-grants_provisioned = { $actor } a noté { $lines ->
    [one] { $lines } avantage
   *[other] { $lines } avantages
} de { $membership } comme mis en service.
    .title = Avantages mis en service

effect-membership-provisioned = { $to ->
    [one] { $to } avantage est noté comme mis en service.
   *[other] { $to } avantages sont notés comme mis en service.
}

provision-provisioning = en cours de mise en service
provision-provisioned = mis en service
provision-overdue = en retard

next-same = comme maintenant
next-more = plus
next-less = moins
next-new = nouveau
next-ends = prend fin

next-reason-competency_gained = { $competency } est qualifiée.
next-reason-competency_lost = { $competency } n’est plus qualifiée{ $on ->
    [none] {""}
   *[other] {" "}(dernier jour : { $on })
}.
next-reason-competency_level = { $competency } compte au titre de { $to } au lieu de { $from }.
next-reason-other_offer = L’offre { $to } au lieu de { $from }.
next-reason-catalogue = Les tables du programme ont changé{ $on ->
    [none] {""}
   *[other] , à partir du { $on }
}.
next-reason-unlimited = { $change ->
    [more] Sans limite, parce que l’entreprise détient une compétence cloud.
   *[less] Plus de quantité illimitée : aucune compétence cloud n’est qualifiée.
}
next-reason-ceiling = { $count } sont utilisables dans les pays de l’entreprise ; un plafond retient le reste.
next-reason-seats_continue = { $count ->
    [one] { $count } personne garde son poste.
   *[other] { $count } personnes gardent leur poste.
}
next-reason-credits_continue = { $count ->
    [one] La personne qui a le crédit le garde.
   *[other] Les { $count } personnes qui ont un crédit le gardent.
}
next-reason-credits_lost = { $count ->
    [one] La personne qui a le crédit le perd.
   *[other] { $count } personnes perdent leur crédit.
}
next-reason-seats_lost = { $count ->
    [one] { $count } personne perd son poste.
   *[other] { $count } personnes perdent leur poste.
}
next-seats-kept = Gardent leur poste : { $names }.
next-seats-lost = Perdent leur poste : { $names }.

remedy-act-assign_elsewhere = attribuer dans un autre pays
remedy-act-add_location = ajouter un emplacement
