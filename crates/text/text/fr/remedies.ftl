# Ce qui aiderait, en une phrase avec ses dates. Une date sans objet vaut « none ».

remedy-wait = { $from ->
    [none] Patientez un peu, puis réessayez.
   *[other] Revenez à partir du { $from }.
}
remedy-renew = { $until ->
    [none] { $from ->
        [none] Renouvelez l’adhésion.
       *[other] Renouvelez l’adhésion, à partir du { $from }.
    }
   *[other] { $from ->
        [none] Renouvelez l’adhésion, jusqu’au { $until }.
       *[other] Renouvelez l’adhésion entre le { $from } et le { $until }.
    }
}
remedy-purchase = Achetez l’offre : une nouvelle année commence le jour de l’achat.
remedy-ticket = Ouvrez un ticket de support.
remedy-ask_role_holder = Demandez à un collègue qui détient l’un des rôles indiqués.
remedy-ask_tenant_admin = Demandez à un administrateur général ou de facturation de ce locataire de s’en charger.
remedy-request_replacement = { $until ->
    [none] Demandez un jeton de remplacement.
   *[other] S’il s’agit d’une erreur, demandez un jeton de remplacement, jusqu’au { $until }.
}
remedy-commercial_licensing = Pour aller au-delà, procurez-vous des licences commerciales.
remedy-uninstall = Désinstallez le logiciel, ou procurez-vous des licences commerciales.
remedy-await_decision = Attendez la décision du support sur la demande déjà faite.
remedy-redeem_as_new = Utilisez un jeton pour un nouvel abonnement.
remedy-redeem_as_extend = Prolongez l’abonnement en cours, ou ajoutez-lui des licences.
remedy-redeem_as_add_seats = Ajoutez les licences à l’abonnement en cours.
remedy-redeem_whole = Utilisez le jeton avec tous ses postes.
remedy-verify_tenant = Associez le locataire au compte et faites-le vérifier.
remedy-add_person = Ajoutez la personne à l’annuaire de l’entreprise.
remedy-assign_named_person = Attribuez le poste à une personne nommément désignée.
remedy-unassign = Reprenez un poste qui ne sert plus.
remedy-assign = Attribuez un poste à la personne.
remedy-activate_seat = La personne active le poste qui lui a été attribué.
remedy-attain = { $level ->
    [none] Obtenez le niveau dans une compétence
   *[other] Obtenez le niveau { $level } dans une compétence
}{ $then_buys ->
    [none] .
   *[other] , puis achetez de nouveau l’offre { $then_buys }.
}
remedy-choose_at_renewal = { $from ->
    [none] { $until ->
        [none] Choisissez l’autre offre au moment du renouvellement.
       *[other] Choisissez l’autre offre au moment du renouvellement, jusqu’au { $until }.
    }
   *[other] { $until ->
        [none] Choisissez l’autre offre au moment du renouvellement, à partir du { $from }.
       *[other] Choisissez l’autre offre au moment du renouvellement, entre le { $from } et le { $until }.
    }
}
remedy-correct_request = Corrigez la requête et envoyez-la de nouveau.
remedy-use_existing = Servez-vous de ce qui existe déjà, ou donnez un autre nom, un autre numéro ou une autre référence.
remedy-use_until_end = Utilisez ce qui a été acheté jusqu’à la fin de l’année payée ; rien ne se renouvelle tout seul.
remedy-use_newest = Utilisez la ligne de l’année la plus récente.
remedy-install_without_key = Installez le logiciel sans clé.
remedy-earlier_check = Décidez d’abord de la vérification précédente.
remedy-assign_credit = Attribuez le crédit à une personne.
remedy-take_ticket = Prenez d’abord la demande en charge.
remedy-reopen_ticket = Faites rouvrir la demande par la personne qui l’a ouverte, ou ouvrez-en une autre.
remedy-other_offer = Choisissez une autre offre.
remedy-act-correct_request = Corriger la requête
remedy-act-use_existing = Se servir de l’existant
remedy-act-use_until_end = Utiliser jusqu’à la fin
remedy-act-use_newest = Utiliser l’année la plus récente
remedy-act-install_without_key = Installer sans clé
remedy-act-earlier_check = Décider de la vérification précédente
remedy-act-assign_credit = Attribuer le crédit
remedy-act-take_ticket = Prendre en charge
remedy-act-reopen_ticket = Rouvrir la demande
remedy-act-other_offer = Choisir une autre offre
remedy-other_token = Utilisez un autre jeton du même produit.
remedy-other_company = Indiquez une autre entreprise.
remedy-act-other_token = Utiliser un autre jeton
remedy-act-other_company = Indiquer une autre entreprise
remedy-give_role_first = Donnez d’abord le rôle à quelqu’un d’autre, ou dites que vous savez que personne ne l’aura ensuite.
remedy-take_over_directory = Si personne ne peut se connecter à l’annuaire, reprenez-le par sa propre procédure.
remedy-ask_other_directory = Adressez-vous à un administrateur de cet annuaire, ou faites-vous y ajouter comme invité.
remedy-ask_other_side = Adressez-vous à une personne de cette entreprise qui en a le droit.
remedy-other_contact = Indiquez un contact marketing dont l’adresse n’est pas la vôtre.
