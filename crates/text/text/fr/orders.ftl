# Les commandes, l’argent qui les paie et les remboursements.

question-may_cancel_order = La commande { $subject } peut-elle être annulée le { $as_of } ?
question-may_record_payment = L’argent reçu pour { $subject } peut-il être enregistré le { $as_of } ?
question-may_record_failed_charge = Un débit refusé pour { $subject } peut-il être enregistré le { $as_of } ?
question-pays_order = L’argent reçu paie-t-il { $subject } le { $as_of } ?
question-may_return_funds = L’argent { $subject } peut-il être restitué le { $as_of } ?
question-may_refund = Le prix de { $subject } peut-il être remboursé le { $as_of } ?

fact-method_offered = { $answer ->
    [yes] Ce mode de paiement est proposé { $in_country } : { $method_word }.
   *[no] Ce mode de paiement n’est pas proposé { $in_country } : { $method_word }.
}
    .topic = le mode de paiement
fact-cards_charged = { $answer ->
    [yes] La carte peut être débitée ici.
   *[no] Aucune carte n’est débitée ici : l’éditeur n’a branché aucun prestataire de paiement.
}
    .topic = le débit des cartes
fact-paid_by_order = { $answer ->
    [yes] L’offre { $offer } se paie par une commande.
   *[no] L’éditeur encaisse lui-même le prix de l’offre { $offer } et enregistre l’achat dès qu’il l’a reçu.
}
    .topic = la manière d’encaisser le prix
fact-card_tried_again = { $from ->
    [none] La carte n’a pas été débitée{ $code ->
        [none] {""}
        [declined] {" "}parce qu’elle a été refusée
       *[other] {" "}(code { $code })
    }. Rien n’a été prélevé.
   *[other] La carte n’a pas été débitée (code { $code }). Rien n’a été prélevé ; un nouvel essai est possible à partir du { $from }.
}
    .topic = la carte
fact-price_known = { $answer ->
    [yes] L’offre { $offer } coûte { $price } { $in_country } ce jour-là{ $discount ->
        [none] {""}
        [0] {""}
       *[other] , moins { $discount } % pour le passage au niveau supérieur : { $total }
    }.
   *[no] La liste ne donne aucun prix de l’offre { $offer } { $in_country } ce jour-là.
}
    .topic = le prix
fact-price_holds = { $answer ->
    [yes] Le prix de la commande est toujours celui de ce qu’elle apporte.
   *[no] { $discount ->
        [0] L’offre { $upgrade_of } est en cours : passer au niveau supérieur coûte moins que { $total }, le prix de cette commande. Annulez-la et commandez de nouveau.
       *[other] Le prix de cette commande, { $total }, tient compte de l’offre { $upgrade_of }, qui n’est plus en cours. Annulez-la et commandez de nouveau.
    }
}
    .topic = le prix de la commande
fact-no_order_open = { $answer ->
    [yes] Aucune commande pour la même chose n’est ouverte.
   *[no] { $payable ->
        [no] La commande { $order }, pour la même chose, ne peut plus aboutir et reste ouverte jusqu’au { $pay_by }.
       *[other] La commande { $order }, pour la même chose, reste à payer jusqu’au { $pay_by }.
    }
}
    .topic = les commandes ouvertes
fact-order_open = { $answer ->
    [yes] { $state ->
        [expired] L’argent est arrivé le { $received_on } ; la commande { $order } pouvait être payée jusqu’au { $pay_by }.
       *[other] La commande { $order } peut être payée jusqu’au { $pay_by }.
    }
   *[other] { $state ->
        [expired] La commande { $order } pouvait être payée jusqu’au { $pay_by }.
        [cancelled] La commande { $order } a été annulée.
        [refunded] La commande { $order } a été remboursée.
       *[other] La commande { $order } est payée.
    }
}
    .topic = l’état de la commande
fact-amount_exact = { $answer ->
    [yes] Le montant reçu est exactement le montant dû : { $received }.
   *[no] Le montant reçu est de { $received }, le montant dû de { $due }.
}
    .topic = le montant
fact-pays_order = L’argent ne paie aucune commande et reste en attente : { $held_why_word }.
    .topic = l’emploi de l’argent
fact-funds_held = { $answer ->
    [yes] Le paiement { $reference }, de { $received }, est en attente depuis le { $since }.
    [value] Le paiement { $reference } est déjà enregistré.
   *[other] Le paiement { $reference } a payé une commande ou a été restitué.
}
    .topic = l’argent reçu
fact-order_paid = { $answer ->
    [yes] La commande { $order } est payée.
   *[no] La commande { $order } n’est pas payée, ou elle a été remboursée.
}
    .topic = le paiement de la commande

remedy-pay_order = { $until ->
    [none] Payez la commande.
   *[other] Payez la commande, jusqu’au { $until }.
}
remedy-cancel_order = Annulez la commande.
remedy-place_order = Passez une nouvelle commande : l’argent arrivé pour l’ancienne la paie.
remedy-order = Passez commande ; l’achat ou le renouvellement prend effet dès que la commande est payée.
remedy-try_card_again = { $from ->
    [none] Réessayez, au besoin avec une autre carte, jusqu’au { $until }.
   *[other] Réessayez avec la même carte à partir du { $from }, ou dès maintenant avec une autre, jusqu’au { $until }.
}
remedy-settle_funds = Affectez l’argent à une commande ou restituez-le.
remedy-other_method = Choisissez un autre mode de paiement.
remedy-act-pay_order = Payer la commande
remedy-act-cancel_order = Annuler la commande
remedy-act-place_order = Passer une nouvelle commande
remedy-act-order = Passer commande
remedy-act-try_card_again = Réessayer avec la carte
remedy-act-settle_funds = Affecter ou restituer l’argent
remedy-act-other_method = Choisir un autre mode de paiement

problem-nothing-due = Rien n’est à payer pour ce renouvellement
    .causes =
        Une campagne dispense de payer ce renouvellement, ou le programme ne demande rien.
    .cures =
        Renouvelez sans passer de commande.
problem-method-not-offered = Ce mode de paiement n’est pas proposé ici
    .causes =
        L’offre ne peut pas être payée ainsi dans le pays de l’entreprise.
        Aucune carte n’est débitée ici, faute de prestataire de paiement.
    .cures =
        Choisissez un autre mode de paiement.
problem-price-unknown = Aucun prix n’est connu pour ce pays
    .causes =
        La liste du programme ne donne aucun prix valable ce jour-là dans le pays de l’entreprise.
    .cures =
        Ouvrez un ticket de support : l’éditeur complète la liste.
problem-order-open = Une commande pour la même chose reste à payer
    .causes =
        La même chose a été commandée auparavant, sans être payée ni annulée.
    .cures =
        Payez la commande ouverte.
        Pour changer de mode de paiement, annulez-la d’abord, puis commandez de nouveau.
problem-order-not-open = La commande n’est pas ouverte
    .causes =
        Elle a déjà été payée, annulée ou remboursée.
    .cures =
        Consultez la commande : elle dit ce qu’elle est devenue, et quand.
problem-order-expired = La commande n’a pas été payée à temps
    .causes =
        Elle n’a pas été payée dans les jours que donne le programme.
    .cures =
        Passez une nouvelle commande. L’argent arrivé trop tard la paie.
problem-amount-differs = Le montant n’est pas le montant dû
    .causes =
        Le montant est supérieur ou inférieur au prix de la commande, ou dans une autre devise.
        Le prix de la commande n’est plus celui de ce qu’elle apporte : l’adhésion sur laquelle on passe au niveau supérieur a commencé ou pris fin depuis.
    .cures =
        Restituez l’argent et demandez le montant exact dans la devise de la commande.
problem-funds-not-held = L’argent n’est plus en attente
    .causes =
        Il a payé une commande ou a été restitué.
    .cures =
        Consultez le paiement : il dit ce qu’il est devenu, et quand.
problem-refund-not-possible = Le remboursement n’est pas possible
    .causes =
        Le dernier jour est passé, ou la commande n’a pas été payée.
        Une clé ou un code a été affiché, ou un avantage a été utilisé.
        Un renouvellement n’est pas remboursé, ni un niveau suivi de l’achat d’un niveau supérieur.
    .cures =
        Consultez l’adhésion : elle dit jusqu’à quand le droit a duré et ce qui y a mis fin.

history-order_placed = { $of ->
    [renewal] { $actor } a commandé le renouvellement de l’offre { $offer } sous le numéro { $order } pour { $total }, à payer jusqu’au { $pay_by } : { $method_word }.
   *[purchase] { $actor } a commandé { $offer } sous le numéro { $order } pour { $total }, à payer jusqu’au { $pay_by } : { $method_word }.
}
    .title = Commande passée
history-order_closed = { $why ->
    [cancelled] La commande { $order } a été annulée.
   *[expired] La commande { $order } n’a pas été payée à temps.
}
    .title = Commande close
history-funds_received = { $held ->
    [none] Un paiement de { $amount } a été reçu{ $received_on ->
        [none] {""}
       *[other] {" "}le { $received_on }
    } sous la référence { $reference }.
   *[other] Un paiement de { $amount } a été reçu{ $received_on ->
        [none] {""}
       *[other] {" "}le { $received_on }
    } sous la référence { $reference } et reste en attente : { $held }.
}
    .title = Argent reçu
history-charge_failed = Une carte n’a pas pu être débitée pour la commande { $order }{ $code ->
    [none] {""}
    [declined] {" "}parce qu’elle a été refusée
   *[other] {" "}(code { $code })
}{ $retry_from ->
    [none] {""}
   *[other] {" ; un nouvel essai est possible à partir du"} { $retry_from }
}.
    .title = Carte non débitée
history-funds_returned = { $actor } a restitué le paiement de { $amount } reçu sous la référence { $reference }.
    .title = Argent restitué
history-order_paid = La commande { $order } est payée ; facture { $invoice }.
    .title = Commande payée
history-order_refunded = { $actor } a remboursé { $amount } pour la commande { $order }{ $credit_note ->
    [none] {""}
   *[other] {" ; avoir"} { $credit_note }
}.
    .title = Commande remboursée

effect-order-total = Le montant dû est de { $to }.
effect-order-cancelled = La commande { $from } est annulée.
effect-membership-renewal_given_up = L’adhésion { $from }, dont la fenêtre s’est fermée le { $until }, ne peut plus être renouvelée : seule cette commande le permettait encore.
effect-membership-return_given_up = Si les frais de { $bought }, remboursables jusqu’au { $refund_until }, sont remboursés après la fenêtre de { $from }, il ne reste rien : seule cette commande ferait encore revenir { $from }.
effect-membership-upgrade_given_up = Le prix réduit, qui tient compte de l’adhésion { $from }, est perdu : sa fenêtre s’est fermée le { $until } et seule cette commande permettait encore le passage au niveau supérieur. Les postes de { $from } prennent fin avec elle.
effect-order-paid = La commande est payée avec { $to }.
effect-order-refunded = Le montant remboursé est de { $from }.
effect-order-charge_failed = La carte n’est pas débitée de { $to } ; la commande reste à payer.
effect-funds-held = Le paiement de { $to } reste en attente ; aucune commande n’est payée.
effect-funds-returned = Le paiement de { $from } est restitué.
effect-membership-refunded = L’adhésion { $from } prend fin aujourd’hui.

membership-refunded = remboursée
close-refunded = remboursement
order-created = en attente de la carte
order-awaiting_funds = en attente du virement
order-paid = payée
order-expired = non payée à temps
order-cancelled = annulée
order-refunded = remboursée
method-card = carte
method-transfer = virement bancaire
held-no_order = ce paiement ne nomme aucune commande
held-order_not_open = la commande n’est pas ouverte
held-currency_differs = ce paiement est dans une autre devise
held-amount_differs = ce n’est pas le montant dû
held-not_possible = l’objet de la commande n’est plus possible
order-end-expired = non payée à temps
order-end-cancelled = annulée
capability-record_purchase = enregistrer un achat sans commande
capability-settle_orders = enregistrer les paiements
capability-refund = rembourser
acknowledge-membership-ends = Je comprends que l’adhésion prend fin aujourd’hui, avec tous ses avantages.
acknowledge-chance-given-up = Je comprends que ce que seule cette commande permettait encore est définitivement perdu.
acknowledge-money-given-back = Je comprends que l’argent repart et ne paiera plus de commande.
acknowledge-tax-given-back = Je comprends que la taxe est restituée définitivement.

# Les commandes.
cli-order = Commandes, paiements et remboursements
cli-order-list = Liste les commandes
    .examples =
        symbolon order list
cli-order-show = Affiche une commande et ce qu’un virement doit indiquer
    .examples =
        symbolon order show O-1037
cli-order-place = Commande une offre ou le renouvellement d’une adhésion
    .arg-membership = l’adhésion à renouveler, par exemple M-1042
    .arg-offer = l’offre, par exemple action-pack
    .examples =
        symbolon order place --membership M-1013 --method transfer --dry-run
cli-order-cancel = Annule une commande qui reste à payer
    .examples =
        symbolon order cancel O-1037 --dry-run
        symbolon order cancel O-1037 --yes
cli-order-refund = Rembourse le prix d’une commande, pour le support
    .examples =
        symbolon order refund O-1037 --dry-run
        symbolon order refund O-1037 --preview p1-… --acknowledge membership-ends
cli-order-payments = Liste l’argent reçu et ce qu’il est devenu
    .examples =
        symbolon order payments
        symbolon order payments --account 1000003 --columns reference,amount,state
cli-order-receive = Enregistre l’argent reçu, pour l’éditeur
    .arg-amount = la somme reçue, par exemple 475.00
    .arg-on = jour où il est arrivé, si ce n’était pas aujourd’hui
    .examples =
        symbolon order receive --account 1000001 --order O-1042 --amount 475.00 --currency USD --reference W-7
cli-order-charge-failed = Enregistre qu’une carte n’a pas pu être débitée, pour l’éditeur
    .arg-reference = référence du prélèvement refusé chez le prestataire de paiement
    .examples =
        symbolon order charge-failed O-1037 --reference ch-1 --code 715 --dry-run
cli-order-assign = Paie une commande avec l’argent en attente, pour l’éditeur
    .examples =
        symbolon order assign fun_… --order O-1037 --dry-run
        symbolon order assign fun_… --order O-1037 --yes
cli-order-return = Restitue l’argent en attente, pour l’éditeur
    .examples =
        symbolon order return fun_… --dry-run
cli-order-title = { $order } { $offer }, { $total } – { $state }
cli-order-blocked = Ne peut plus aboutir, ne payez rien :
cli-order-pay = À payer avant la fin du { $day } ; le virement indique : { $reference }
cli-confirm-order = Commander le renouvellement de { $membership } ?
cli-order-failed = La carte n’a pas été débitée le { $day } { $code } ; réessayez, au besoin avec une autre carte
cli-order-failed-retry = La carte n’a pas été débitée le { $day } (code { $code }) ; nouvel essai possible à partir du { $retry }
cli-order-refundable = Le prix est remboursable jusqu’au { $day }
cli-order-paid = Payée le { $day } ; facture { $invoice }
cli-order-payment = { $reference }, { $amount } – { $state }
cli-arg-order = la commande, par exemple O-1042
cli-arg-method = card (carte) ou transfer (virement)
cli-arg-tax-id = le numéro fiscal de l’entreprise
cli-arg-code = le code du prestataire de paiement, par exemple 715
cli-arg-currency = sa devise, par exemple USD
cli-arg-reference = référence sous laquelle l’argent a été reçu
cli-arg-payment-id = le paiement, par identifiant
cli-col-order = commande
cli-col-total = total
cli-col-pay-by = à payer jusqu’au
cli-col-payment = paiement
cli-col-reference = référence
cli-col-amount = montant
cli-col-received-on = reçu le
cli-col-held-why = en attente parce que

funds-paid = a payé une commande
funds-returned = restitué
funds-held = en attente
history-membership_reopened = { $actor } a repris l’adhésion { $membership } là où le niveau supérieur l’avait remplacée, avec sa date anniversaire.
    .title = Adhésion reprise
effect-membership-resumed = { $order ->
    [none] L’adhésion { $to }, qui n’est pas remboursée, reprend jusqu’à la fin de sa fenêtre de renouvellement, le { $renew_to }.
   *[other] L’adhésion { $to }, qui n’est pas remboursée, peut être renouvelée par la commande { $order }, à payer jusqu’au { $pay_by }.
}
