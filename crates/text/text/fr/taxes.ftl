# Les taxes, les exonérations et la restitution d’une taxe.

question-may_refund_tax = La taxe de { $subject } peut-elle être restituée le { $as_of } ?
question-may_exempt = L’entreprise { $subject } peut-elle être exonérée de taxes, si on en décide le { $as_of } ?
question-may_end_exemption = L’exonération { $subject } peut-elle prendre fin, si on en décide le { $as_of } ?

fact-tax_due = { $tax } de { $percent }{" %"} : { $amount }, soit { $total } en tout.
    .topic = la taxe
fact-tax_exempt = L’entreprise est exonérée de taxes{ $since ->
    [none] {""}
   *[other] {" "}depuis le { $since }
}{ $until ->
    [none] {""}
   *[other] , jusqu’au { $until }
}.
    .topic = l’exonération de taxes
fact-exemption_free = { $answer ->
    [yes] Aucune autre exonération ne vaut ces jours-là.
   *[no] Une autre exonération vaut certains de ces jours{ $since ->
        [none] {""}
       *[other] , à partir du { $since }
    }{ $until ->
        [none] {""}
       *[other] {" "}jusqu’au { $until }
    }.
}
    .topic = les autres exonérations
fact-exempt_on_day = { $answer ->
    [yes] L’entreprise était exonérée de taxes le jour de la commande, le { $day }.
   *[no] L’entreprise n’était pas exonérée de taxes le jour de la commande, le { $day }.
}
    .topic = l’exonération le jour de la commande
fact-tax_refund_in_time = { $answer ->
    [yes] La taxe de { $amount } payée le { $paid_on } peut être restituée jusqu’au { $until }.
   *[over] La taxe de { $amount } payée le { $paid_on } ne peut plus être restituée{ $until ->
        [none] {""}
       *[other] {" ;"} elle pouvait l’être jusqu’au { $until }
    }.
}
    .topic = le délai de restitution de la taxe
fact-tax_not_refunded = { $answer ->
    [yes] La taxe n’a pas encore été restituée.
   *[no] La taxe a déjà été restituée{ $on ->
        [none] {""}
       *[other] , le { $on }
    }.
}
    .topic = la restitution de la taxe
fact-tax_borne = { $answer ->
    [yes] La commande { $order } porte une taxe.
   *[no] La commande { $order } ne porte aucune taxe.
}
    .topic = la taxe de la commande

remedy-end_exemption = Mettez fin à l’exonération en place.
remedy-act-end_exemption = Mettre fin à l’exonération
remedy-exempt_before = Exonérez-la jusqu’au { $until } : dès le lendemain, elle l’est déjà.
remedy-act-exempt_before = Exonérer jusqu’à la veille

history-tax_refunded = { $actor } a restitué la taxe de { $amount } de la commande { $order }{ $credit_note ->
    [none] {""}
   *[other] {" ; avoir"} { $credit_note }
}.
    .title = Taxe restituée
history-tax_exempted = { $actor } a exonéré { $company ->
    [none] l’entreprise
   *[other] l’ancienne entreprise { $company }
} de taxes à partir du { $from }{ $until ->
    [none] {""}
   *[other] , jusqu’au { $until }
}.
    .title = Exonération de taxes
history-tax_exemption_ended = { $actor } a mis fin à l’exonération de taxes { $company ->
    [none] {""}
   *[other] de l’ancienne entreprise { $company }{" "}
}après le { $last_day }.
    .title = Exonération close

effect-order-tax_refunded = La taxe de { $from } est restituée ; l’adhésion demeure.
effect-tax-exempt_from = Les commandes ne portent plus de taxe à partir du { $to }.
effect-tax-former_exempt_from = L’entreprise { $company }, avant la fusion, était exonérée à partir du { $to } : la taxe de ce qu’elle a commandé peut être rendue.
effect-tax-exempt_until = Les commandes portent de nouveau une taxe après le { $to }.
capability-exempt_from_tax = exonérer de taxes

cli-order-refund-tax = Restitue la taxe d’une commande d’une entreprise exonérée, pour le support
    .examples =
        symbolon order refund-tax O-1037 --dry-run
cli-company-exempt = Exonère une entreprise de taxes, pour le support
    .arg-until = dernier jour de l’exonération ; sinon, elle n’en a pas
    .examples =
        symbolon company exempt --account 1000003 --from 2021-01-01 --note association --dry-run
cli-company-end-exemption = Met fin à une exonération de taxes, pour le support
    .arg-last-day = dernier jour de l’exonération
    .examples =
        symbolon company end-exemption exm_… --last-day 2021-12-31
cli-company-exemptions = Liste les exonérations de taxes
    .examples =
        symbolon company exemptions --account 1000003
cli-arg-from = premier jour
cli-arg-exemption = l’exonération, par identifiant
cli-order-tax = { $tax } { $percent }{" %"} : { $amount }
cli-col-exemption = exonération
cli-col-from = à partir du
cli-col-until = jusqu’au

# Les factures.
paper-invoice = Facture { $number }
paper-number = Numéro de facture
paper-date = Date
paper-order = Commande
paper-company = Numéro global
paper-tax-id = Numéro fiscal
paper-method = Payée par
paper-reference = Référence du paiement
paper-line = { $offer }, année jusqu’au { $until }
paper-discount = Remise pour le passage au niveau supérieur, { $percent }{" %"}
paper-tax = { $tax }, { $percent }{" %"}
paper-total = Total
paper-paid = Payée en totalité le { $date }. Rien n’est dû.
capability-view_invoices = voir les factures
cli-order-invoices = Liste les factures de toutes les années
    .examples =
        symbolon order invoices
cli-order-invoice = Enregistre une facture en PDF
    .arg-file = le fichier à créer
    .examples =
        symbolon order invoice 1 facture-1.pdf
cli-col-invoice = facture
cli-col-date = date
cli-arg-number = le numéro

# Les avoirs.
paper-credit-note = Avoir { $number }
paper-credit-number = Numéro d’avoir
paper-credit-of = Sur la facture
paper-credit-why = Motif
paper-credit-fee = remboursement de l’achat
paper-credit-tax = entreprise exonérée de la taxe
paper-credit-total = Montant restitué
paper-credit-ended = Le montant est restitué en totalité, par le moyen qui a servi au paiement. L’adhésion a pris fin.
paper-credit-stays = La taxe est restituée, par le moyen qui a servi au paiement. L’adhésion demeure.
cli-order-credit-notes = Liste les avoirs
    .examples =
        symbolon order credit-notes
cli-order-credit-note = Enregistre un avoir en PDF
    .arg-file = le fichier à créer
    .examples =
        symbolon order credit-note 1 avoir-1.pdf
cli-col-credit-note = avoir
cli-col-gives-back = restitue
credit-fee = le prix
credit-tax = la taxe

# Les exonérations de taxes.
ui-exemptions-page = Exonérations de taxes
ui-exemptions-title = Exonérations de taxes
ui-exemptions-lead = Les jours où les commandes de l’entreprise { $company } ne portent pas de taxe.
ui-exemptions-held = Exonérations de l’entreprise
ui-exemptions-none = L’entreprise n’est pas exonérée de taxes.
ui-exemptions-last-day = Dernier jour
ui-exemptions-end = Mettre fin à l’exonération
ui-exemptions-grant = Exonérer l’entreprise
ui-exemptions-text = L’exonération peut commencer un jour passé : la taxe payée depuis peut alors être rendue, commande par commande.
ui-exemptions-from = Premier jour
ui-exemptions-until = Dernier jour, s’il est connu
ui-exemptions-company = Entreprise exonérée
ui-exemptions-own = L’entreprise d’aujourd’hui
ui-exemptions-former = L’ancienne entreprise { $company }, pour ce qu’elle a commandé avant la fusion
ui-exemptions-note = Motif, par exemple l’attestation reçue
ui-exemptions-act = Exonérer de taxes
ui-exemptions-manage = Accorder une exonération ou y mettre fin
ui-exemptions-see = Voir les exonérations
ui-exemptions-helpers = Peuvent accorder une exonération :
ui-exemptions-from-needed = Indiquez le premier jour de l’exonération, par exemple 2021-09-01.
ui-exemptions-until-unclear = Indiquez le dernier jour comme une date, par exemple 2021-12-31.
ui-exemptions-note-needed = Indiquez le motif de l’exonération.
