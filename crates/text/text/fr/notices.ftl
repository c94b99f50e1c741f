# Les avis : le nom de chacun et le message qu’il devient. Une ligne vide commence un paragraphe.

notice-renewal-upcoming = Date anniversaire proche
    .subject = À renouveler à partir du { $renew_from } : { $offer }
    .text =
        L’année payée de votre adhésion { $membership } ({ $offer }) se termine le { $anniversary }. Elle ne se renouvelle pas d’elle-même : le renouvellement est possible du { $renew_from } au { $renew_to } inclus, et pas avant.

        { $access ->
            [suspended] Ses avantages s’arrêtent après le { $anniversary } et reprennent dès qu’elle est renouvelée. La date anniversaire suivante se compte à partir de celle-ci : renouveler tard ne rapporte rien.
            [read_only] Après le { $anniversary } et jusqu’à ce qu’elle soit renouvelée, ce qui est en service le reste, mais rien de nouveau ne peut commencer. La date anniversaire suivante se compte à partir de celle-ci : renouveler tard ne rapporte rien.
           *[kept] Renouveler tard dans cette fenêtre ne coûte rien et ne rapporte rien : la date anniversaire suivante se compte à partir de celle-ci.
        } Mettez d’ici là à jour les informations de l’entreprise, pour que rien ne retarde le renouvellement.
notice-renewal-open = Fenêtre de renouvellement ouverte
    .subject = À renouveler au plus tard le { $renew_to } : { $offer }
    .text =
        Votre adhésion { $membership } ({ $offer }) peut être renouvelée dès maintenant, et jusqu’au { $renew_to } inclus. Elle ne se renouvelle pas d’elle-même.

        { $access ->
            [suspended] Ses avantages s’arrêtent après le { $anniversary }, jusqu’à ce qu’elle soit renouvelée. Si personne ne la renouvelle, l’adhésion prend fin le { $lapses } et ils ne reprennent pas.
            [read_only] Après le { $anniversary }, rien de nouveau ne peut commencer jusqu’à ce qu’elle soit renouvelée. Si personne ne la renouvelle, l’adhésion prend fin le { $lapses } et ses avantages cessent.
           *[kept] Si personne ne la renouvelle, l’adhésion prend fin le { $lapses } et ses avantages cessent.
        }
notice-renewal-closing = Fenêtre de renouvellement bientôt fermée
    .subject = Dernier jour le { $renew_to } : renouvelez { $offer }
    .text =
        Votre adhésion { $membership } ({ $offer }) n’est pas renouvelée. Le dernier jour pour le faire est le { $renew_to }.

        { $access ->
            [suspended] Ses avantages s’arrêtent après le { $anniversary }, jusqu’à ce qu’elle soit renouvelée.{" "}
            [read_only] Après le { $anniversary }, rien de nouveau ne peut commencer jusqu’à ce qu’elle soit renouvelée.{" "}
           *[kept] {""}
        }Si personne ne la renouvelle, l’adhésion prend fin le { $lapses } : les jetons et les clés inutilisés sont perdus{ $uninstall ->
            [no] {" "}et les abonnements de développement s’arrêtent.
           *[yes] , les abonnements de développement s’arrêtent, et les logiciels installés chez vous devront être désinstallés ou acquis sous licence commerciale.
        }
notice-renewal-last-day = Dernier jour pour renouveler
    .subject = Dernier jour pour renouveler : { $offer }, { $renew_to }
    .text =
        Le { $renew_to } est le dernier jour pour renouveler votre adhésion { $membership } ({ $offer }).

        { $access ->
            [suspended] Ses avantages s’arrêtent après le { $anniversary }, jusqu’à ce qu’elle soit renouvelée. Si personne ne la renouvelle, l’adhésion prend fin le { $lapses } et ils ne reprennent pas.
            [read_only] Après le { $anniversary }, rien de nouveau ne peut commencer jusqu’à ce qu’elle soit renouvelée. Si personne ne la renouvelle, l’adhésion prend fin le { $lapses } et ses avantages cessent.
           *[kept] Si personne ne la renouvelle, l’adhésion prend fin le { $lapses } et ses avantages cessent.
        }
notice-membership-lapsed = Adhésion non renouvelée
    .subject = Adhésion terminée le { $lapses } : { $offer }{ $uninstall ->
        [no] {""}
       *[yes] {" "}– désinstaller ou acquérir une licence
    }
    .text =
        Votre adhésion { $membership } ({ $offer }) pouvait être renouvelée jusqu’au { $renew_to } et ne l’a pas été. Elle a pris fin le { $lapses } et ses avantages ont cessé.

        { $uninstall ->
            [no] {""}
           *[yes] Les logiciels que vous ne tenez que de cette adhésion doivent maintenant être désinstallés ou acquis sous licence commerciale : vous n’avez plus le droit de les utiliser. La page de votre entreprise en donne la liste, et vous y confirmez ce que vous avez fait.
        }

        { $cloud ->
            [none] {""}
            [with] Les abonnements cloud issus de ses jetons ont pris fin avec elle.
            [mixed] Parmi les abonnements cloud issus de jetons déjà utilisés, les uns ont pris fin avec elle et les autres continuent jusqu’à leur propre terme ; la page de votre entreprise donne la date de chacun.
           *[own] Les abonnements cloud issus de jetons déjà utilisés continuent jusqu’à leur propre terme.
        }
notice-software-two-weeks = Logiciels encore installés
    .subject = Encore installés : des logiciels de l’offre { $offer }
    .text =
        Votre adhésion { $membership } ({ $offer }) a pris fin le { $lapses }. Votre registre montre encore des logiciels que vous ne déteniez que par elle : il faut les désinstaller, ou les couvrir par des licences commerciales.

        La page de votre entreprise énumère ce qui reste, entrée par entrée et aussi dans un fichier, et vous y confirmez ce que vous avez fait. Quand plus rien ne reste, aucun autre message ne vient.
notice-software-a-month = Logiciels encore installés, un mois après
    .subject = Encore installés après un mois : des logiciels de l’offre { $offer }
    .text =
        Votre adhésion { $membership } ({ $offer }) a pris fin le { $lapses }. Votre registre montre encore des logiciels que vous ne déteniez que par elle : il faut les désinstaller, ou les couvrir par des licences commerciales.

        La page de votre entreprise énumère ce qui reste, entrée par entrée et aussi dans un fichier, et vous y confirmez ce que vous avez fait. Quand plus rien ne reste, aucun autre message ne vient.
notice-software-two-months = Logiciels encore installés, dernier rappel
    .subject = Dernier rappel, encore installés : des logiciels de l’offre { $offer }
    .text =
        Votre adhésion { $membership } ({ $offer }) a pris fin le { $lapses }. Votre registre montre encore des logiciels que vous ne déteniez que par elle : il faut les désinstaller, ou les couvrir par des licences commerciales.

        La page de votre entreprise énumère ce qui reste, entrée par entrée et aussi dans un fichier, et vous y confirmez ce que vous avez fait. Quand plus rien ne reste, aucun autre message ne vient.
notice-ordered = Renouvellement commandé
    .subject = Commandé, reste à payer au plus tard le { $pay_by } : { $offer }
    .text =
        Le renouvellement de votre adhésion { $membership } ({ $offer }) est commandé : commande { $order }, à payer jusqu’au { $pay_by } inclus. L’adhésion est renouvelée dès que le paiement est arrivé.

        { $access ->
            [suspended] Ses avantages s’arrêtent après le { $anniversary } et reprennent avec le paiement.
           *[kept] Si rien n’est payé jusqu’au { $renew_to }, ses avantages s’arrêtent après ce jour et reprennent avec le paiement.
        }
notice-ordered-over = Renouvellement commandé, reste à payer
    .subject = Avantages arrêtés jusqu’au paiement, au plus tard le { $pay_by } : { $offer }
    .text =
        La fenêtre de renouvellement de votre adhésion { $membership } ({ $offer }) s’est fermée le { $renew_to }, et ses avantages sont arrêtés. Son renouvellement est commandé : la commande { $order } peut être payée jusqu’au { $pay_by } inclus, et ils reprennent dès que le paiement est arrivé.

        { $uninstall ->
            [no] {""}
           *[yes] D’ici là, n’utilisez pas les logiciels que vous ne tenez que de cette adhésion. Si la commande n’est pas payée, ils doivent être désinstallés ou acquis sous licence commerciale.
        }
notice-upgrade-ordered = Niveau supérieur commandé
    .subject = Niveau supérieur commandé, reste à payer au plus tard le { $pay_by } : { $offer }
    .text =
        Un niveau supérieur est commandé à la place de votre adhésion { $membership } ({ $offer }) : commande { $order }, à payer jusqu’au { $pay_by } inclus. Dès que le paiement est arrivé, l’adhésion lui laisse la place et ses postes continuent. Il n’y a alors rien à renouveler.

        { $access ->
            [suspended] Les avantages de { $membership } s’arrêtent après le { $anniversary }, jusqu’à ce que commence le niveau supérieur.
           *[kept] Si rien n’est payé jusqu’au { $renew_to }, les avantages de { $membership } s’arrêtent après ce jour, jusqu’à ce que commence le niveau supérieur.
        }
notice-upgrade-ordered-over = Niveau supérieur commandé, reste à payer
    .subject = Avantages arrêtés jusqu’au paiement, au plus tard le { $pay_by } : { $offer }
    .text =
        La fenêtre de renouvellement de votre adhésion { $membership } ({ $offer }) s’est fermée le { $renew_to }, et ses avantages sont arrêtés. Un niveau supérieur est commandé à sa place : la commande { $order } peut être payée jusqu’au { $pay_by } inclus, et il commence dès que le paiement est arrivé.

        { $uninstall ->
            [no] {""}
           *[yes] D’ici là, n’utilisez pas les logiciels que vous ne tenez que de cette adhésion. Si la commande n’est pas payée, ils doivent être désinstallés ou acquis sous licence commerciale.
        }
notice-late = Encore à renouveler
    .subject = Avantages arrêtés jusqu’au paiement, au plus tard le { $pay_by } : { $offer }
    .text =
        La fenêtre de renouvellement de votre adhésion { $membership } ({ $offer }) s’est fermée le { $renew_to }, et ses avantages sont arrêtés. Elle peut encore être renouvelée jusqu’au { $pay_by } inclus : ils reprennent dès que la cotisation est payée.

        { $uninstall ->
            [no] {""}
           *[yes] D’ici là, n’utilisez pas les logiciels que vous ne tenez que de cette adhésion. Si elle n’est pas renouvelée à cette date, ils doivent être désinstallés ou acquis sous licence commerciale.
        }
notice-renewed-with = Renouvelée avec une autre adhésion
    .subject = Renouvelée avec { $with } : { $offer }
    .text =
        Les avantages propres de votre adhésion { $membership } ({ $offer }) ont pris fin le { $lapses }. Depuis la fusion, elle est renouvelée avec l’adhésion { $with } : du { $with_from } au { $with_to } inclus, en une seule fois. Rien n’est à renouveler pour elle seule.

        { $uninstall ->
            [no] {""}
           *[yes] Les logiciels que vous ne tenez que d’elle doivent être désinstallés ou acquis sous licence commerciale. La page de votre entreprise en donne la liste.
        }
notice-other = Avis
    .subject = Au sujet de l’offre { $offer }, { $membership }
    .text = L’année payée de votre adhésion { $membership } ({ $offer }) se termine le { $anniversary }. Elle peut être renouvelée du { $renew_from } au { $renew_to } inclus.

# Ce qui entoure chaque message.
notice-frame = Message
    .hello = À l’attention des responsables du programme chez { $company }
    .why = Vous recevez ce message parce que vous avez { $count ->
        [one] le rôle { $roles } chez { $company }
       *[other] l’un de ces rôles chez { $company } : { $roles }
    }. On ne peut pas se désabonner de ce message, qui fait partie de l’adhésion ; la personne qui attribue les rôles dans votre entreprise décide de qui le reçoit.

# Ce qui entoure la phrase de l’historique dans un message sur ce qui s’est passé.
event-frame = Message
    .subject = { $title } – { $company }
    .hello = { $concerned ->
        [assignee] À l’attention du titulaire d’un poste chez { $company }
        [requester] À l’attention de l’auteur de la demande chez { $company }
       *[other] À l’attention des responsables du programme chez { $company }
    }
    .begin = Il reste à l’activer, jusqu’au { $begin_by } inclus, sur la page de votre entreprise, avec l’identité à laquelle ce message est adressé : d’ici là, le poste ne peut pas être utilisé. Il est à vous seul et ne se partage pas.
    .number = Votre demande porte le numéro { $number }. Indiquez-le dans vos échanges à ce sujet.
    .reason = Motif indiqué : { $reason }
    .why = { $concerned ->
        [assignee] Vous recevez ce message parce que le poste est le vôtre.
        [requester] Vous recevez ce message parce que c’est votre demande.
        [buyer] Vous recevez ce message parce que vous avez passé la commande, ou que vous avez { $count ->
            [one] le rôle { $roles } chez { $company }
           *[other] l’un de ces rôles chez { $company } : { $roles }
        }.
       *[nobody] Vous recevez ce message parce que vous avez { $count ->
            [one] le rôle { $roles } chez { $company }
           *[other] l’un de ces rôles chez { $company } : { $roles }
        }{ $stand_in ->
            [yes] , ou que personne ne l’y a et que vous pouvez le donner
           *[no] {""}
        }.
    } On ne peut pas se désabonner de ce message.

# Les avis sur une commande, un abonnement cloud ou un ticket de support.
matter-frame = Message
    .hello = À l’attention des personnes concernées chez { $company }
    .said = Ce qui a été écrit : { $said }
matter-order-expired = Commande non payée à temps
    .subject = Commande { $order } { $obstructed ->
        [yes] close sans paiement possible
       *[no] { $funds_held ->
            [yes] close, versement en attente
           *[no] non payée à temps
        }
    } : { $offer }
    .text =
        La commande { $order } ({ $offer }, { $total }) pouvait être payée jusqu’au { $pay_by } et ne l’a pas été. Elle ne peut plus l’être depuis le { $over_on }.
    .refused =
        La commande { $order } ({ $offer }, { $total }) était à payer jusqu’au { $pay_by } et ne pouvait pas l’être : « { $obstacle } ». Elle ne compte plus depuis le { $over_on }.
    .held =
        La commande { $order } ({ $offer }, { $total }) attendait son paiement jusqu’au { $pay_by }. Ce qui a été versé n’a pas pu la payer et reste en attente à votre nom. Elle est close depuis le { $over_on }.
    .again = Si vous voulez toujours { $offer }, passez une nouvelle commande. Ce qui a été versé pour l’ancienne n’est pas perdu : la nouvelle en est payée si le montant est exactement le même, et vous n’avez rien à verser une seconde fois.
    .later = Si vous voulez toujours { $offer }, passez une nouvelle commande dès que plus rien ne s’y oppose. Ce qui a été versé pour l’ancienne n’est pas perdu : la nouvelle en est payée si le montant est exactement le même, et vous n’avez rien à verser une seconde fois.
    .lapsed =
        Votre adhésion { $membership } ne peut plus être renouvelée, et ses avantages ont pris fin. Les logiciels que vous ne tenez que d’elle doivent maintenant être désinstallés ou acquis sous licence commerciale. La page de votre entreprise en donne la liste, et vous y confirmez ce que vous avez fait.

        Acheter de nouveau { $offer } ouvre une nouvelle adhésion, avec son propre anniversaire et ses propres jetons ; les postes ne sont pas repris. Ce qui a été versé pour la commande n’est pas perdu : la somme reste à votre disposition jusqu’à ce qu’elle soit utilisée ou rendue.
    .why = Vous recevez ce message parce que vous avez passé la commande, ou que vous avez { $count ->
        [one] le rôle { $roles } chez { $company }
       *[other] l’un de ces rôles chez { $company } : { $roles }
    }. On ne peut pas se désabonner de ce message.
matter-subscription-ending = Abonnement cloud bientôt terminé
    .subject = Fin le { $usable_until } : { $benefit } sur { $tenant }
    .text =
        L’abonnement à { $benefit } sur le locataire { $tenant } ({ $seats ->
            [one] { $seats } poste
           *[other] { $seats } postes
        }) se termine le { $usable_until }, quelles que soient les dates de l’adhésion.

        Pour qu’il continue, utilisez d’ici là un autre jeton du même produit en choisissant de prolonger l’abonnement, ou prenez une licence commerciale. Sans cela, il s’arrête après ce jour.
    .why = Vous recevez ce message parce que vous administrez ce locataire, ou que personne n’est connu pour l’administrer et que vous avez { $count ->
        [one] le rôle { $roles } chez { $company }
       *[other] l’un de ces rôles chez { $company } : { $roles }
    }.
matter-ticket-opened = Ticket de support reçu
    .subject = Ticket { $ticket } reçu : { $reason_word }
    .text =
        Votre ticket du { $opened_on } a bien été reçu. Il porte le numéro { $ticket } : indiquez-le dans vos échanges à ce sujet.

        Un message vous prévient dès qu’une réponse y est apportée. Personne d’autre dans votre entreprise ne le voit.
    .why = Vous recevez ce message parce que c’est votre ticket. On ne peut pas se désabonner de ce message.
matter-ticket-asked = Renseignements demandés
    .subject = Ticket { $ticket } : des renseignements sont demandés
    .text = Pour avancer dans votre ticket { $ticket } ({ $reason_word }), il faut des renseignements de votre part. Il attend votre réponse.
    .why = Vous recevez ce message parce que c’est votre ticket. On ne peut pas se désabonner de ce message.
matter-ticket-answered = Ticket de support : une réponse
    .subject = Ticket { $ticket } : une réponse
    .text = Une réponse a été apportée à votre ticket { $ticket } ({ $reason_word }).
    .why = Vous recevez ce message parce que c’est votre ticket. On ne peut pas se désabonner de ce message.
matter-ticket-resolved = Ticket de support décidé
    .subject = { $outcome ->
        [granted] Ticket { $ticket } accepté : { $reason_word }
       *[refused] Ticket { $ticket } refusé : { $reason_word }
    }
    .text = { $outcome ->
        [granted] Ce que demande votre ticket { $ticket } ({ $reason_word }) vous est accordé.
       *[refused] Ce que demande votre ticket { $ticket } ({ $reason_word }) vous est refusé. Si quelque chose a été oublié, vous pouvez le rouvrir.
    }
    .why = Vous recevez ce message parce que c’est votre ticket. On ne peut pas se désabonner de ce message.
matter-ticket-closed = Ticket de support clos
    .subject = Ticket { $ticket } clos
    .text = Votre ticket { $ticket } ({ $reason_word }) a été clos. Si quelque chose reste à régler, vous pouvez le rouvrir.
    .why = Vous recevez ce message parce que c’est votre ticket. On ne peut pas se désabonner de ce message.
