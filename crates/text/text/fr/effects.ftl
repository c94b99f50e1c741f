# Une phrase pour chaque conséquence calculée. « none » signifie qu’elle n’existait pas avant, ou n’existe plus après.

effect-membership-anniversary = { $from ->
    [none] La date anniversaire est le { $to }.
   *[other] La date anniversaire passe du { $from } au { $to }.
}
effect-membership-grants = { $to ->
    [one] { $to } avantage est accordé.
   *[other] { $to } avantages sont accordés.
}
effect-membership-upgraded = { $from } laisse la place au niveau supérieur et prend fin.
effect-membership-tokens_lost = { $to ->
    [one] { $to } jeton de cette adhésion, que personne n’a utilisé, est révoqué.
   *[other] { $to } jetons de cette adhésion, que personne n’a utilisés, sont révoqués.
}
effect-membership-seats_lost = { $to ->
    [one] { $to } personne perd son poste : la nouvelle offre n’en a plus de libre pour ce produit.
   *[other] { $to } personnes perdent leur poste : la nouvelle offre n’en a plus de libre pour ce produit.
}
effect-refund-seats_lost = { $to ->
    [one] { $to } personne perd son poste.
   *[other] { $to } personnes perdent leur poste.
}
effect-refund-to_wind_down = { $to ->
    [one] { $to } logiciel est à désinstaller ou à acquérir sous licence commerciale.
   *[other] { $to } logiciels sont à désinstaller ou à acquérir sous licence commerciale.
}
effect-membership-credits_lost = { $to ->
    [one] { $to } personne perd son crédit : la nouvelle offre n’en a pas d’autre pour ce produit.
   *[other] { $to } personnes perdent leur crédit : la nouvelle offre n’en a pas d’autre pour ce produit.
}
effect-seat-given_up = Le poste que la personne avait avec { $from }, non renouvelée, est repris : il ne lui revient pas si { $from } est renouvelée malgré tout.
effect-subscription-seats = { $from ->
    [none] L’abonnement compte { $to ->
        [one] { $to } poste
       *[other] { $to } postes
    }.
   *[other] { $to ->
        [none] L’abonnement prend fin avec tous ses postes ({ $from }).
       *[other] Postes : { $from } avant, { $to } après.
    }
}
effect-subscription-usable_until = { $from ->
    [none] L’abonnement est utilisable jusqu’au { $to }.
   *[other] { $to ->
        [none] L’abonnement, utilisable jusqu’au { $from }, prend fin maintenant.
       *[other] Utilisable jusqu’au { $to } au lieu du { $from }.{ $shorter ->
            [yes] {" "}Attention : c’est moins longtemps que le jeton seul.
           *[no] {""}
        }
    }
}
effect-token-state = Le jeton passe de l’état « { $from } » à l’état « { $to } » ; c’est définitif.
effect-refund-until = Le droit au remboursement, ouvert jusqu’au { $from }, prend fin maintenant.
effect-replacement-redeem_by = Un jeton de remplacement est délivré ; à activer jusqu’au { $to } inclus.
effect-key-state = La clé passe de l’état « { $from } » à l’état « { $to } » ; c’est définitif.
effect-key-used = Activations utilisées : { $from } avant, { $to } après ; elles ne reviennent pas.
effect-pool-free = Postes libres : { $from } avant, { $to } après.
effect-seat-locked_until = { $to ->
    [none] Le poste peut changer de titulaire aussitôt.
   *[other] Le poste peut changer de titulaire à partir du { $to }.
}
effect-assignment-state = Le poste passe de l’état « { $from } » à l’état « { $to } ».
effect-key-blocked = La clé est bloquée, elle ne peut être ni affichée ni activée : { $to }.
effect-key-unblocked = La clé peut de nouveau servir ; elle est { $to }.
effect-marketing-active_from = L’éditeur la prépare ; elle peut servir à partir du { $to }.
effect-marketing-until = Elle peut servir jusqu’au { $to }.
effect-person-role_given = Le rôle { $to } est donné.
effect-person-role_taken = Le rôle { $to } est retiré.
effect-person-nobody_left = Personne ne porte ensuite le rôle { $to }.
effect-person-seats_kept = { $to ->
    [one] Un abonnement de développement reste attribué jusqu’à son retrait.
   *[other] { $to } abonnements de développement restent attribués jusqu’à leur retrait.
}
effect-person-credits_kept = { $to ->
    [one] Un crédit reste attribué jusqu’à son retrait ou son transfert.
   *[other] { $to } crédits restent attribués jusqu’à leur retrait ou leur transfert.
}
effect-person-profiles_kept = Le profil de certification compte jusqu’à sa libération.
effect-person-services_kept = { $to ->
    [one] Un service créé par cette personne continue : révoquez son jeton d’API si plus personne n’en a besoin.
   *[other] { $to } services créés par cette personne continuent : révoquez leurs jetons d’API si plus personne n’en a besoin.
}
effect-person-access_ended = Ses sessions prennent fin, ainsi que ses propres jetons d’API.
effect-person-services_ended = Ce qui a été créé avec ces jetons prend fin aussi : { $to }.
effect-api_token-others_ended = Ce qui a été créé avec ce jeton prend fin aussi : { $to }.
