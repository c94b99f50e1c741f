# Les avis : le nom de chacun et le message qu’il devient. Une ligne vide commence un paragraphe.

notice-renewal-upcoming = Date anniversaire proche
    .subject = À renouveler à partir du { $renew_from } : { $offer }
    .text =
        L’année payée de votre adhésion { $membership } ({ $offer }) se termine le { $anniversary }. Elle ne se renouvelle pas d’elle-même : le renouvellement est possible du { $renew_from } au { $renew_to } inclus, et pas avant.

        Renouveler tard dans cette fenêtre ne coûte rien et ne rapporte rien : la date anniversaire suivante se compte à partir de celle-ci. Mettez d’ici là à jour les informations de l’entreprise, pour que rien ne retarde le renouvellement.
notice-renewal-open = Fenêtre de renouvellement ouverte
    .subject = À renouveler au plus tard le { $renew_to } : { $offer }
    .text =
        Votre adhésion { $membership } ({ $offer }) peut être renouvelée dès maintenant, et jusqu’au { $renew_to } inclus. Elle ne se renouvelle pas d’elle-même.

        Si personne ne la renouvelle, l’adhésion prend fin le { $lapses } et ses avantages cessent.
notice-renewal-closing = Fenêtre de renouvellement bientôt fermée
    .subject = Dernier jour le { $renew_to } : renouvelez { $offer }
    .text =
        Votre adhésion { $membership } ({ $offer }) n’est pas renouvelée. Le dernier jour pour le faire est le { $renew_to }.

        Si personne ne la renouvelle, l’adhésion prend fin le { $lapses } : les jetons et les clés inutilisés sont perdus, les abonnements de développement s’arrêtent, et les logiciels installés chez vous devront être désinstallés ou acquis sous licence commerciale.
notice-renewal-last-day = Dernier jour pour renouveler
    .subject = Dernier jour pour renouveler : { $offer }, { $renew_to }
    .text =
        Le { $renew_to } est le dernier jour pour renouveler votre adhésion { $membership } ({ $offer }).

        Si personne ne la renouvelle, l’adhésion prend fin le { $lapses } et ses avantages cessent.
notice-membership-lapsed = Adhésion non renouvelée
    .subject = Adhésion terminée le { $lapses } : { $offer } – désinstaller ou acquérir une licence
    .text =
        Votre adhésion { $membership } ({ $offer }) pouvait être renouvelée jusqu’au { $renew_to } et ne l’a pas été. Elle a pris fin le { $lapses } et ses avantages ont cessé.

        Les logiciels que vous ne tenez que de cette adhésion doivent maintenant être désinstallés ou acquis sous licence commerciale : vous n’avez plus le droit de les utiliser. La page de votre entreprise en donne la liste, et vous y confirmez ce que vous avez fait.

        Les abonnements cloud issus de jetons déjà utilisés continuent jusqu’à leur propre terme.
notice-software-two-weeks = Logiciels encore installés
    .subject = Encore installés : des logiciels de { $offer }
    .text =
        Votre adhésion { $membership } ({ $offer }) a pris fin le { $lapses }. Votre registre montre encore des logiciels que vous ne déteniez que par elle : il faut les désinstaller, ou les couvrir par des licences commerciales.

        La page de votre entreprise énumère ce qui reste, entrée par entrée et aussi dans un fichier, et vous y confirmez ce que vous avez fait. Quand plus rien ne reste, aucun autre message ne vient.
notice-software-a-month = Logiciels encore installés, un mois après
    .subject = Encore installés après un mois : des logiciels de { $offer }
    .text =
        Votre adhésion { $membership } ({ $offer }) a pris fin le { $lapses }. Votre registre montre encore des logiciels que vous ne déteniez que par elle : il faut les désinstaller, ou les couvrir par des licences commerciales.

        La page de votre entreprise énumère ce qui reste, entrée par entrée et aussi dans un fichier, et vous y confirmez ce que vous avez fait. Quand plus rien ne reste, aucun autre message ne vient.
notice-software-two-months = Logiciels encore installés, dernier rappel
    .subject = Dernier rappel, encore installés : des logiciels de { $offer }
    .text =
        Votre adhésion { $membership } ({ $offer }) a pris fin le { $lapses }. Votre registre montre encore des logiciels que vous ne déteniez que par elle : il faut les désinstaller, ou les couvrir par des licences commerciales.

        La page de votre entreprise énumère ce qui reste, entrée par entrée et aussi dans un fichier, et vous y confirmez ce que vous avez fait. Quand plus rien ne reste, aucun autre message ne vient.
notice-other = Avis
    .subject = Au sujet de { $offer }, { $membership }
    .text = L’année payée de votre adhésion { $membership } ({ $offer }) se termine le { $anniversary }. Elle peut être renouvelée du { $renew_from } au { $renew_to } inclus.

# Ce qui entoure chaque message.
notice-frame = Message
    .hello = À l’attention des responsables de { $programme } chez { $company }
    .why = Vous recevez ce message parce que vous avez l’un de ces rôles chez { $company } : { $roles }. Il fait partie de l’adhésion et ne peut pas être refusé ; la personne qui attribue les rôles dans votre entreprise décide de qui le reçoit.

# Ce qui entoure la phrase de l’historique dans un message sur ce qui s’est passé.
event-frame = Message
    .subject = { $title } – { $company }
    .hello = { $concerned ->
        [assignee] À l’attention du titulaire d’un poste chez { $company }
       *[other] À l’attention des responsables de { $programme } chez { $company }
    }
    .reason = Motif indiqué : { $reason }
    .why = { $concerned ->
        [assignee] Vous recevez ce message parce que le poste est le vôtre.
        [buyer] Vous recevez ce message parce que vous avez passé la commande, ou que vous avez l’un de ces rôles chez { $company } : { $roles }.
       *[nobody] Vous recevez ce message parce que vous avez l’un de ces rôles chez { $company } : { $roles }.
    } Il ne peut pas être refusé.
