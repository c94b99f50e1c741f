# Une phrase pour chaque fait du registre : qui a fait quoi, avec quel résultat.

history-account_opened = { $actor } a ouvert le compte { $number } ({ $country }).
    .title = Compte ouvert
history-location_added = { $actor } a ajouté l’emplacement { $number } ({ $country }).
    .title = Emplacement ajouté
history-tenant_linked = { $actor } a associé le locataire { $tenant }.
    .title = Locataire associé
history-attainment_stated = { $actor } a constaté l’obtention de la compétence { $competency } au niveau { $level }{ $until ->
        [none] {""}
       *[other] , jusqu’au { $until }
    }.
    .title = Obtention constatée
history-membership_purchased = L’offre { $offer } a été achetée sous le numéro { $membership } (paiement { $reference }{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }) ; { $lines ->
        [one] { $lines } avantage a été accordé
       *[other] { $lines } avantages ont été accordés
    }. À renouveler entre le { $renew_from } et le { $renew_to }.
    .title = Adhésion achetée
history-membership_renewed = { $membership } a été renouvelée avec l’offre { $offer } (paiement { $reference }{ $amount ->
        [none] {""}
       *[other] , { $amount }
    }) ; { $lines ->
        [one] { $lines } avantage a été accordé
       *[other] { $lines } avantages ont été accordés
    }. À renouveler ensuite entre le { $renew_from } et le { $renew_to }.
    .title = Adhésion renouvelée
history-membership_closed = { $why ->
    [upgraded] { $membership } a laissé la place à un niveau supérieur ; son dernier jour était le { $last_day }.
    [refunded] { $membership } a pris fin parce que ses frais ont été remboursés ; son dernier jour était le { $last_day }.
    [merged] { $membership } a laissé la place à l’adhésion avec laquelle elle se renouvelle depuis la fusion ; son dernier jour était le { $last_day }.
   *[lapsed] { $membership } a pris fin faute de renouvellement ; son dernier jour était le { $last_day }.
}
    .title = Adhésion terminée
history-grants_added = La compétence { $competency } a ajouté { $lines ->
    [one] { $lines } avantage
   *[other] { $lines } avantages
} à { $membership }.
    .title = Avantages ajoutés
history-code_shown = { $actor } a fait afficher le code d’un jeton pour { $benefit }.
    .title = Code de jeton affiché
history-token_redeemed = { $actor } a utilisé un jeton de { $token_seats ->
    [one] { $token_seats } poste
   *[other] { $token_seats } postes
} pour { $benefit } sur { $tenant }{ $mode ->
    [extend] , pour prolonger la date de fin
    [add_seats] , pour ajouter des licences
   *[new] , pour un nouvel abonnement
} : { $seats ->
    [one] { $seats } poste
   *[other] { $seats } postes
}, utilisable jusqu’au { $usable_until }.
    .title = Jeton utilisé
history-replacement_requested = { $actor } a demandé le remplacement du jeton pour { $benefit } : { $reason ->
    [wrong_tenant] il a été utilisé sur le mauvais locataire{ $intended_tenant ->
        [none] {""}
       *[other] , { $intended_tenant } était visé
    }
    [added_instead_of_extended] des licences ont été ajoutées au lieu de prolonger la date de fin
   *[other] autre motif
}.
    .title = Remplacement demandé
history-replacement_granted = { $actor } a délivré un jeton de remplacement pour { $benefit }, à activer jusqu’au { $redeem_by } inclus ; { $seats ->
    [none] l’abonnement du jeton d’origine a pris fin
    [one] l’abonnement du jeton d’origine garde { $seats } poste, utilisable jusqu’au { $usable_until }
   *[other] l’abonnement du jeton d’origine garde { $seats } postes, utilisable jusqu’au { $usable_until }
}.
    .title = Jeton de remplacement délivré
history-replacement_declined = { $actor } a refusé de remplacer le jeton pour { $benefit }.
    .title = Remplacement refusé
history-key_revealed = { $actor } a fait afficher la clé du produit { $benefit }.
    .title = Clé de produit affichée
history-activation_counted = { $actor } a enregistré une activation du produit { $benefit } { $counted_for ->
    [hardware_change] sur une machine dont le matériel a nettement changé
    [reimage] sur une machine réinstallée
   *[new_device] sur une nouvelle machine
} ; { $used ->
    [one] { $used } activation est utilisée
   *[other] { $used } activations sont utilisées
}.
    .title = Activation décomptée
history-seat_assigned = { $actor } a attribué un poste { $benefit } à { $person }{ $country ->
    [none] {""}
   *[other] {" "}{ $country }
} ; il peut changer de titulaire à partir du { $locked_until }.
    .title = Poste attribué
    .own = { $actor } vous a attribué un poste { $benefit }{ $country ->
        [none] {""}
       *[other] {" "}{ $country }
    } ; il peut changer de titulaire à partir du { $locked_until }.
history-seat_activated = { $person } a activé le poste { $benefit }.
    .title = Poste activé
history-seat_unassigned = { $why ->
    [slip] { $actor } a annulé aussitôt l’attribution d’un poste { $benefit } à { $person }.
    [holder_left] { $actor } a repris le poste { $benefit } attribué à { $person }, qui a quitté l’entreprise.
    [membership_ended] Le poste { $benefit } attribué à { $person } a pris fin avec l’adhésion.
   *[returned] { $actor } a repris le poste { $benefit } attribué à { $person }.
}{ $locked_until ->
    [none] {""}
   *[other] {" "}Il peut changer de titulaire à partir du { $locked_until }.
}
    .title = Poste repris
history-wind_down_confirmed = { $actor } a confirmé, pour { $where ->
    [machine] une machine
    [seat] un poste
   *[line] toutes les licences
}, { $how ->
    [commercially_licensed] la couverture par des licences commerciales
   *[uninstalled] la désinstallation
} de ce qui suit : { $benefit }.
    .title = Retrait confirmé
history-key_blocked = { $actor } a bloqué la clé du produit { $benefit } : { $why_word }.
    .title = Clé de produit bloquée
history-key_unblocked = { $actor } a levé le blocage de la clé du produit { $benefit }.
    .title = Blocage d’une clé de produit levé
history-marketing_activated = { $actor } a activé { $benefit } avec un contact marketing ; utilisable à partir du { $active_from }.
    .title = Mise sur le marché activée
