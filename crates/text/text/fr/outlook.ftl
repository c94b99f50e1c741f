# Une ligne pour chaque échéance, sans sa date.

change-reminder = Rappel sur { $subject } ({ $offer }) aux personnes responsables : { $text ->
    [renewal-upcoming] la date anniversaire approche
    [renewal-open] la fenêtre de renouvellement est ouverte
    [renewal-closing] la fenêtre de renouvellement se ferme bientôt
    [renewal-last-day] dernier jour pour renouveler
    [membership-lapsed] l’adhésion a pris fin faute de renouvellement
    [software-two-weeks] un logiciel est encore installé
    [software-a-month] un logiciel est encore installé
    [software-two-months] un logiciel est encore installé
   *[other] un avis est à envoyer
}
change-anniversary = Date anniversaire de { $subject } ({ $offer }) : l’année payée se termine
change-window_opens = La fenêtre de renouvellement de { $subject } ({ $offer }) s’ouvre
change-last_day = Dernier jour pour renouveler { $subject } ({ $offer })
change-lapses = { $subject } ({ $offer }) prend fin avec ses avantages, sauf renouvellement
change-refund_ends = Dernier jour pour un remboursement de { $subject } ({ $offer })
change-pay_by = Dernier jour pour payer la commande { $subject } ({ $offer })
change-redeem_by = Dernier jour pour utiliser un jeton pour { $benefit }, { $count ->
    [one] { $count } poste
   *[other] { $count } postes
}
change-activate_by = Dernier jour pour activer { $benefit }
change-replacement_ends = Dernier jour pour demander le remplacement du jeton pour { $benefit }
change-subscription_ends = Dernier jour d’utilisation de l’abonnement à { $benefit }, { $count ->
    [one] { $count } poste
   *[other] { $count } postes
}
change-seat_unlocks = { $count ->
    [one] Un poste { $benefit } peut changer de titulaire
   *[other] { $count } postes { $benefit } peuvent changer de titulaire
}
change-upgrade_by = Dernier jour pour remplacer l’ancienne version du produit { $benefit }
