# Une phrase pour chaque fait examiné par une décision. Une valeur que le fait n’a pas vaut « none ».

fact-not_evaluated = Sans objet : { $topic }.
fact-withheld = Non communiqué : { $topic }.

fact-role_held = { $answer ->
    [yes] Le rôle détenu le permet : { $capability_word }.
   *[no] Aucun des rôles détenus ne le permet : { $capability_word }.
}
    .topic = les rôles
fact-tenant_admin = { $answer ->
    [yes] L’auteur de la demande est administrateur du locataire{ $tenant ->
        [none] {""}
       *[other] {" "}{ $tenant }
    }.
   *[no] Seul un administrateur général ou de facturation du locataire{ $tenant ->
        [none] {""}
       *[other] {" "}{ $tenant }
    } peut y utiliser un jeton.
}
    .topic = les administrateurs du locataire
fact-exists = { $found ->
    [none] { $asked ->
        [none] Rien n’est connu ici sous cette référence.
       *[other] Rien n’est connu ici sous le nom { $asked }.
    }
   *[other] L’abonnement indiqué, { $asked }, n’est pas celui qui est en cours sur ce locataire, { $found }.
}
    .topic = l’existence de l’objet
fact-on_sale = { $answer ->
    [yes] L’offre { $offer } est en vente{ $to ->
        [none] {""}
       *[other] {" "}jusqu’au { $to }
    }.
    [not_yet] L’offre { $offer } sera en vente à partir du { $from }.
   *[over] { $to ->
        [none] L’offre { $offer } n’est plus en vente.
       *[other] L’offre { $offer } a été en vente jusqu’au { $to }.
    }
}
    .topic = la mise en vente de l’offre
fact-within_limit = { $answer ->
    [yes] { $max ->
        [1] Une seule adhésion de ce type peut être détenue à la fois ; { $held ->
            [0] aucune n’est détenue
           *[other] { $held } est détenue
        }.
       *[other] Au plus { $max } adhésions de ce type peuvent être détenues à la fois ; { $held ->
            [0] aucune n’est détenue
            [1] une est détenue
           *[other] { $held } sont détenues
        }.
    }
   *[no] { $membership ->
        [none] L’offre { $offer } ne peut pas être détenue pour l’instant : la limite est de { $max }.
       *[other] { $max ->
            [1] Une seule adhésion de ce type peut être détenue à la fois, et { $membership } ({ $held_offer }) est détenue.
           *[other] On ne peut détenir que { $max } adhésions de ce type à la fois ; { $held } sont détenues, dont { $membership } ({ $held_offer }).
        }
    }
}
    .topic = la limite du nombre d’adhésions
fact-not_excluded = { $answer ->
    [yes] Aucune adhésion détenue n’exclut l’offre { $offer }.
   *[no] L’adhésion { $membership } ({ $held_offer }) exclut l’offre { $offer } tant qu’elle est détenue.
}
    .topic = les offres qui s’excluent
fact-level_attained = { $answer ->
    [yes] Le niveau { $level } est obtenu{ $competency ->
        [none] {""}
       *[other] {" "}pour la compétence { $competency }
    }{ $since ->
        [none] {""}
       *[other] {" "}depuis le { $since }
    }.
   *[no] Aucune compétence n’est qualifiée au niveau { $level }.
}
    .topic = le niveau obtenu
fact-payment_recorded = { $answer ->
    [yes] Le paiement est enregistré sous la référence { $reference }.
   *[no] Aucune référence de paiement n’a été donnée.
}
    .topic = le paiement
fact-membership_open = { $answer ->
    [yes] L’adhésion est en cours.
   *[over] L’adhésion{ $membership ->
        [none] {""}
       *[other] {" "}{ $membership }
    } { $why ->
        [upgraded] a laissé la place à un niveau supérieur
       *[other] a pris fin
    }{ $last_day ->
        [none] {""}
       *[other]  ; son dernier jour était le { $last_day }
    }.
}
    .topic = l’état de l’adhésion
fact-anniversary = Date anniversaire, fin de l’année payée : le { $anniversary }. Fenêtre de renouvellement : du { $renew_from } au { $renew_to }.
    .topic = la date anniversaire
fact-inside_window = { $answer ->
    [yes] { $reopened_until ->
        [none] { $ordered_on ->
            [none] La fenêtre de renouvellement est ouverte : à renouveler entre le { $from } et le { $to }.
           *[other] La fenêtre de renouvellement, ouverte du { $from } au { $to }, est fermée ; la commande du { $ordered_on } y a été passée et compte jusqu’au { $pay_by }.
        }
       *[other] La fenêtre de renouvellement allait du { $from } au { $to } ; une dérogation permet de renouveler jusqu’au { $reopened_until }.
    }
    [not_yet] La fenêtre de renouvellement n’est pas encore ouverte : à renouveler entre le { $from } et le { $to }.
   *[over] La fenêtre de renouvellement, ouverte du { $from } au { $to }, est fermée.
}
    .topic = la fenêtre de renouvellement
fact-year_unbought = { $answer ->
    [yes] L’année à venir n’est pas encore achetée.
   *[no] L’année à venir est déjà achetée.
}
    .topic = l’année à venir
fact-bought = L’offre { $offer } a été achetée le { $on }{ $reference ->
        [none] {""}
       *[other] , paiement { $reference }
    }.
    .topic = l’achat
fact-membership_access = { $answer ->
    [yes] { $state ->
        [renewal_open] L’année payée de l’adhésion { $membership } s’est terminée le { $anniversary } ; pendant la fenêtre de renouvellement, l’accès est conservé jusqu’au { $last_day }.
       *[other] L’adhésion { $membership } est active et donne accès jusqu’au { $last_day }.
    }
    [not_yet] L’adhésion { $membership } n’était pas encore achetée.
   *[over] { $state ->
        [renewal_open] L’adhésion { $membership } a donné accès jusqu’au { $last_day } ; elle n’en donne pas pendant la fenêtre de renouvellement, ouverte jusqu’au { $renew_to }.
        [upgraded] L’adhésion { $membership } a laissé la place à un niveau supérieur ; son dernier jour était le { $last_day }.
        [refunded] Les frais de l’adhésion { $membership } ont été remboursés ; son dernier jour était le { $last_day }.
        [merged] L’adhésion { $membership } a été renouvelée en une seule avec une autre ; ce qu’elle a laissé donnait accès jusqu’au { $last_day }.
       *[other] L’adhésion { $membership } n’a pas été renouvelée ; elle a donné accès jusqu’au { $last_day }.
    }
}
    .topic = l’accès que donne l’adhésion
fact-granted_by_table = { $answer ->
    [yes] { $offer ->
        [none] Le tableau des licences
       *[other] L’offre { $offer }
    } accorde { $benefit } : { $amount }, { $layer ->
        [incremental] { $competency ->
            [none] avantage incrémentiel
           *[other] au titre de la compétence { $competency }
        }
       *[core] avantage de base
    }, depuis le { $on }.
   *[no] Aucune adhésion de cette entreprise n’accorde { $benefit }.
}
    .topic = le tableau des licences
fact-not_superseded = { $answer ->
    [yes] Aucun avantage d’une année suivante ne l’a remplacé.
   *[over] Depuis le { $since }, l’avantage d’une année suivante l’a remplacé.
}
    .topic = le remplacement par une année suivante
fact-redeem_by = { $answer ->
    [yes] À activer jusqu’au { $redeem_by }, ce jour compris.
   *[over] Il fallait l’utiliser, l’activer ou l’attribuer au plus tard le { $redeem_by }.
}
    .topic = le dernier jour pour activer
fact-usable_until = { $answer ->
    [yes] Utilisable jusqu’au { $until }{ $seats ->
        [none] {""}
        [one] , { $seats } poste
       *[other] , { $seats } postes
    }.
   *[over] C’était utilisable jusqu’au { $until }.
}
    .topic = le dernier jour d’utilisation
fact-token_unused = { $answer ->
    [yes] Le jeton n’a pas encore été utilisé.
   *[no] Le jeton a été utilisé le { $redeemed_on }{ $tenant ->
        [none] {""}
       *[other] {" "}sur le locataire { $tenant }
    }{ $redeemed_by ->
        [none] {""}
       *[other] {" "}par { $redeemed_by }
    }{ $mode ->
        [extend] , pour prolonger la date de fin
        [add_seats] , pour ajouter des licences
       *[other] , pour un nouvel abonnement
    }. Un jeton ne sert qu’une fois.
}
    .topic = l’utilisation antérieure du jeton
fact-token_whole = { $answer ->
    [yes] Le jeton est utilisé en entier : { $token_seats ->
        [one] { $token_seats } poste
       *[other] { $token_seats } postes
    }.
   *[no] Le jeton compte { $token_seats ->
        [one] { $token_seats } poste
       *[other] { $token_seats } postes
    } et ne se divise pas ; { $asked ->
        [one] { $asked } poste a été demandé
       *[other] { $asked } postes ont été demandés
    }.
}
    .topic = l’utilisation du jeton en entier
fact-tenant_verified = { $answer ->
    [yes] Le locataire { $tenant } est associé au compte{ $since ->
        [none] {""}
       *[other] {" "}depuis le { $since }
    }.
   *[no] { $tenant } n’est pas un locataire associé à ce compte.
}
    .topic = le locataire
fact-subscription_live = { $live ->
    [yes] { $mode ->
        [new] Un abonnement à { $benefit } est déjà en cours sur ce locataire ({ $seats ->
            [one] { $seats } poste
           *[other] { $seats } postes
        }, utilisable jusqu’au { $usable_until }) : un nouveau ne peut pas commencer.
       *[other] Un abonnement à { $benefit } est en cours sur ce locataire : { $seats ->
            [one] { $seats } poste
           *[other] { $seats } postes
        }, utilisable jusqu’au { $usable_until }.
    }
   *[no] { $mode ->
        [new] Aucun abonnement à { $benefit } n’est en cours sur ce locataire : un nouveau peut commencer.
        [extend] Aucun abonnement à { $benefit } n’est en cours sur ce locataire : il n’y a rien à prolonger.
       *[other] Aucun abonnement à { $benefit } n’est en cours sur ce locataire : il n’y a rien à quoi ajouter des licences.
    }
}
    .topic = l’abonnement en cours sur le locataire
fact-mode_fits = { $answer ->
    [yes] Le programme propose cette façon d’utiliser le jeton : { $mode_word }.
   *[no] Le programme ne propose pas cette façon d’utiliser le jeton : { $mode_word }.
}
    .topic = la façon d’utiliser le jeton
fact-extend_limit = { $answer ->
    [yes] La prolongation reste dans la limite de { $max_months } mois.
   *[no] Un jeton de { $token_seats ->
        [one] { $token_seats } poste
       *[other] { $token_seats } postes
    } prolongerait de { $months } mois un abonnement de { $active_seats ->
        [one] { $active_seats } poste
       *[other] { $active_seats } postes
    } ; la limite est de { $max_months } mois.
}
    .topic = la limite de prolongation
fact-outcome = { $mode ->
    [new] Un nouvel abonnement commence : { $seats_after ->
        [one] { $seats_after } poste
       *[other] { $seats_after } postes
    }, utilisable jusqu’au { $until_after }.
    [extend] { $token_seats ->
        [one] { $token_seats } poste
       *[other] { $token_seats } postes
    } pour { $token_days } jours, répartis sur { $seats_after ->
        [one] le poste d’aujourd’hui, qui reste le même
       *[other] les { $seats_after } postes d’aujourd’hui, qui restent les mêmes
    }, portent ce qui reste de { $days_before } à { $days_after } jours : utilisable jusqu’au { $until_after } au lieu du { $until_before }.
   *[other] { $seats_before ->
        [one] { $seats_before } poste
       *[other] { $seats_before } postes
    } pour { $days_before ->
        [one] { $days_before } jour
       *[other] { $days_before } jours
    } encore et { $token_seats ->
        [one] { $token_seats } poste
       *[other] { $token_seats } postes
    } pour { $token_days } jours font { $seats_after } postes pour { $days_after } jours : utilisable jusqu’au { $until_after } au lieu du { $until_before }.{ $shorter ->
        [yes] {" "}C’est plus court que la durée propre du jeton.
       *[no] {""}
    }
}
    .topic = le résultat
fact-token_redeemed = { $answer ->
    [yes] Le jeton a été utilisé{ $redeemed_on ->
        [none] {""}
       *[other] {" "}le { $redeemed_on }
    }.
   *[no] Aucune utilisation de jeton n’est encore enregistrée.
}
    .topic = l’utilisation d’un jeton
fact-reason_accepted = { $answer ->
    [yes] Le programme remplace un jeton pour ce motif : { $reason_word }.
   *[no] Le programme ne remplace pas de jeton pour ce motif : { $reason_word }.
}
    .topic = le motif
fact-reason_fits = { $answer ->
    [yes] Le motif correspond à ce qui a été fait.
   *[no] { $reason ->
        [wrong_tenant] { $intended_tenant ->
            [none] Il manque le locataire qui était visé.
           *[other] Le locataire qui était visé, { $intended_tenant }, doit être un autre locataire associé à ce compte que { $tenant }.
        }
        [added_instead_of_extended] Le jeton n’a pas servi à ajouter des licences : ce motif ne convient pas.
       *[other] Le motif ne correspond pas à ce qui a été fait.
    }
}
    .topic = l’adéquation du motif
fact-replacement_offered = { $answer ->
    [yes] Ce programme remplace les jetons { $benefit }.
   *[no] Ce programme ne remplace aucun jeton { $benefit }.
}
    .topic = si le programme le remplace
fact-replacement_in_time = { $answer ->
    [yes] La demande arrive à temps : elle est possible jusqu’au { $until }.
    [over] La demande devait être faite au plus tard le { $until }{ $within_days ->
        [none] {""}
        [one] , { $within_days } jour après l’utilisation du jeton
       *[other] , { $within_days } jours après l’utilisation du jeton
    }.
   *[no] Le jeton n’a pas été utilisé : aucun délai ne court.
}
    .topic = le délai de la demande
fact-first_replacement = { $answer ->
    [yes] Ce jeton n’a jamais été remplacé.
   *[no] Ce jeton a déjà été remplacé.
}
    .topic = les remplacements antérieurs
fact-not_a_replacement = { $answer ->
    [yes] Le jeton n’est pas lui-même un jeton de remplacement.
   *[no] Le jeton est lui-même un jeton de remplacement et ne peut pas être remplacé à son tour.
}
    .topic = la nature du jeton
fact-no_open_request = { $answer ->
    [yes] Aucune autre demande n’est en cours pour ce jeton.
   *[no] Une demande est déjà en cours pour ce jeton.
}
    .topic = les autres demandes
fact-request_open = { $answer ->
    [yes] La demande du { $requested_on } attend une décision.
   *[no] La demande du { $requested_on } a { $decided_on ->
        [none] déjà reçu une décision
       *[other] reçu une décision le { $decided_on }
    }.
}
    .topic = l’état de la demande
fact-key_needed = { $answer ->
    [yes] Une clé est nécessaire pour { $benefit } ({ $key_kind_word }).
   *[no] Aucune clé n’est nécessaire pour { $benefit }.
}{ $note ->
        [none] {""}
       *[other] {" "}{ $note }
    }
    .topic = la nécessité d’une clé
fact-activations_left = { $answer ->
    [yes] { $limit ->
        [none] Le nombre d’activations de la clé n’est pas limité.
       *[other] Activations de la clé : { $used } sur { $limit }.
    }
   *[no] { $limit ->
        [none] Toutes les activations de la clé sont utilisées ; il n’en est pas accordé d’autres.
       *[other] Toutes les activations de la clé ({ $limit }) sont utilisées ; il n’en est pas accordé d’autres.
    }
}
    .topic = les activations restantes
fact-known_device = { $counts ->
    [yes] { $counted_for ->
        [hardware_change] La machine est connue, mais son matériel a nettement changé : une activation est décomptée.
        [reimage] La machine est connue et réinstallée : une activation est décomptée.
       *[other] La machine est nouvelle pour cette clé : une activation est décomptée.
    }
   *[no] La machine est déjà connue de cette clé : rien n’est décompté.
}
    .topic = la connaissance de la machine
fact-refund_right = { $answer ->
    [yes] Les frais de l’adhésion { $membership } sont remboursables jusqu’au { $until }, sauf si un acte met fin à ce droit auparavant.
    [no] { $order ->
        [none] Ces frais ne sont pas remboursables.
       *[other] Le prix de la commande { $order }, en attente de paiement, tient compte des frais de l’adhésion { $membership } : ils ne sont pas remboursables d’ici là.
    }
   *[over] { $ended_on ->
        [none] Les frais de l’adhésion { $membership } étaient remboursables jusqu’au { $until }.
       *[other] Le droit au remboursement de l’adhésion { $membership } a pris fin le { $ended_on }{ $ended_by ->
            [none] {""}
           *[other]  : { $ended_by_word }
        }.
    }
}
    .topic = le droit au remboursement
fact-named_person = { $answer ->
    [yes] Cette identité est celle d’une personne nommément désignée.
   *[no] Plusieurs personnes se servent de cette identité ; il faut celle d’une personne nommément désignée.
}
    .topic = l’identité de la personne
fact-in_directory = { $answer ->
    [yes] La personne figure dans l’annuaire de l’entreprise.
   *[no] La personne ne figure pas dans l’annuaire de l’entreprise.
}
    .topic = l’annuaire de l’entreprise
fact-address_free = { $answer ->
    [yes] Personne d’autre dans l’entreprise n’a cette adresse.
   *[no] { $person } a déjà cette adresse.
}
    .topic = une adresse libre
fact-one_seat_per_edition = { $answer ->
    [yes] La personne ne détient pas d’autre poste de cette édition.
   *[no] La personne détient déjà un poste de cette édition{ $since ->
        [none] {""}
       *[other] , depuis le { $since }
    }.
}
    .topic = les autres postes de la personne
fact-seat_free = { $answer ->
    [yes] { $free ->
        [0] Les postes ne sont pas tous attribués, mais aucun n’est encore libre
        [one] { $free } poste est libre
       *[other] { $free } postes sont libres
    } sur { $granted } ; activés : { $activated }, attribués : { $assigned }, en attente : { $locked }.
   *[no] Aucun poste n’est libre sur { $granted } ; activés : { $activated }, attribués : { $assigned }.
}
    .topic = les postes libres
fact-seat_unlocked = { $answer ->
    [yes] Un poste peut être attribué aussitôt.
    [not_yet] Un poste change de titulaire { $wait_days ->
        [one] { $wait_days } jour
       *[other] { $wait_days } jours
    } après son attribution{ $unlocks_on ->
        [none] {""}
       *[other] , le premier à partir du { $unlocks_on }
    }.
   *[value] { $unlocks_on ->
        [none] Le poste peut changer de titulaire aussitôt.
       *[other] Attribué le { $since }, le poste peut changer de titulaire à partir du { $unlocks_on } (délai de { $wait_days } jours).
    }
}
    .topic = le délai de réattribution
fact-seats_for_all = { $granted ->
    [0] Aucun poste
    [one] { $granted } poste
   *[other] { $granted } postes
} { $benefit } pour { $held ->
    [one] { $held } titulaire
   *[other] { $held } titulaires
}, dont { $lost } n’en { $lost ->
    [one] aura
   *[other] auront
} plus : ceux qui utilisent leur poste le gardent d’abord, puis les plus anciens.
    .topic = les titulaires qui gardent leur poste
fact-seat_kept = { $answer ->
    [yes] { $person } garde son poste.
   *[no] { $person } perd son poste.
}
    .topic = le maintien du poste de la personne
fact-seat_assigned = { $answer ->
    [yes] Un poste est attribué{ $since ->
        [none] {""}
       *[other] {" "}depuis le { $since }
    }.
    [over] Le poste, attribué le { $since }, a été repris le { $ended_on }.
   *[no] Aucun poste n’est attribué.
}
    .topic = l’attribution d’un poste
fact-seat_activated = { $answer ->
    [yes] Le poste est activé{ $since ->
        [none] {""}
       *[other] {" "}depuis le { $since }
    }.
   *[no] Le poste n’a pas encore été activé par son titulaire.
}
    .topic = l’activation du poste
fact-is_assignee = { $answer ->
    [yes] L’auteur de la demande est la personne à qui le poste est attribué.
   *[no] Seule la personne à qui le poste est attribué peut l’activer.
}
    .topic = le titulaire du poste
fact-window_allows_acts = { $answer ->
    [yes] De nouvelles opérations sont possibles pendant la fenêtre de renouvellement.
   *[no] Pendant la fenêtre de renouvellement, jusqu’au { $to }, ce qui est détenu reste utilisable mais rien de nouveau n’est possible.
}
    .topic = ce que permet la fenêtre de renouvellement
fact-right_ended = { $answer ->
    [yes] Le droit d’utiliser le logiciel a pris fin ; son dernier jour était le { $last_day }.
   *[not_yet] Le droit d’utiliser le logiciel court jusqu’au { $last_day }.
}
    .topic = le droit sur le logiciel
fact-not_confirmed = { $answer ->
    [yes] Rien n’a encore été confirmé.
   *[no] C’est déjà confirmé{ $on ->
        [none] {""}
       *[other] , depuis le { $on }
    }{ $how ->
        [none] {""}
       *[other]  : { $how_word }
    }.
}
    .topic = les confirmations antérieures
fact-number_free = { $answer ->
    [yes] La référence est libre.
   *[no] { $domain ->
        [none] { $reference ->
            [none] Le compte est déjà ouvert, sous le numéro { $number }.
           *[other] Un paiement de référence { $reference } est déjà enregistré, d’un autre montant ou pour une autre commande.
        }
       *[other] Le locataire { $domain } est déjà associé.
    }
}
    .topic = la disponibilité de la référence
fact-plausible = { $answer ->
    [yes] Les valeurs sont plausibles.
   *[no] { $value ->
        [none] Le champ { $field } est vide.
       *[other] La valeur de { $field } n’est pas possible : { $value }.
    } { $known ->
        [none] { $from ->
            [none] { $to ->
                [none] Il faut { $possible_word }.
               *[other] Il faut une date jusqu’au { $to }.
            }
           *[other] { $to ->
                [none] Il faut une date à partir du { $from }.
               *[other] Il faut une date du { $from } au { $to }.
            }
        }
       *[other] Valeurs possibles : { $known }.
    }
}
    .topic = les valeurs données
fact-key_not_blocked = { $answer ->
    [yes] La clé n’est pas bloquée.
   *[no] La clé est bloquée{ $since ->
        [none] {""}
       *[other] {" "}depuis le { $since }
    } : { $block_reason_word }.
}
    .topic = l’absence de blocage de la clé
fact-key_is_blocked = { $answer ->
    [yes] La clé est bloquée{ $since ->
        [none] {""}
       *[other] {" "}depuis le { $since }
    }{ $block_reason ->
        [none] {""}
       *[other]  : { $block_reason_word }
    }.
   *[no] La clé n’est pas bloquée.
}
    .topic = l’existence d’un blocage à lever
fact-role_may_be_given = { $answer ->
    [yes] Vos rôles permettent de donner et de retirer le rôle { $given_role_word }.
   *[no] Vos rôles ne permettent ni de donner ni de retirer le rôle { $given_role_word }.
}
    .topic = qui donne le rôle
fact-own_directory = { $answer ->
    [yes] La personne figure dans un annuaire que vous gérez.
   *[no] La personne figure dans l’annuaire d’un autre côté de l’entreprise issue de la fusion.
}
    .topic = l’annuaire de la personne
fact-role_fits_guest = { $answer ->
    [yes] Un invité peut porter le rôle { $given_role_word }.
   *[no] Un invité de l’annuaire ne peut pas porter le rôle { $given_role_word }.
}
    .topic = les rôles des invités
fact-admin_stays = { $answer ->
    [yes] { $known ->
        [yes] Personne ne porte ensuite le rôle { $given_role_word }, et vous avez dit le savoir.
       *[other] Quelqu’un d’autre porte aussi le rôle { $given_role_word }.
    }
   *[no] Personne d’autre ne porte le rôle { $given_role_word } : sans lui, personne de l’entreprise ne peut faire ce qu’il permet.
}
    .topic = la présence d’un administrateur
fact-marketing_new = { $answer ->
    [yes] Personne ne l’a activée auparavant.
   *[no] Elle a déjà été activée{ $since ->
        [none] {""}
       *[other] {" "}le { $since }
    }{ $from ->
        [none] {""}
       *[other] , et compte à partir du { $from }
    }.
}
    .topic = une activation antérieure
fact-marketing_activated = { $answer ->
    [yes] Elle est activée depuis le { $since }.
   *[no] Personne ne l’a activée.
}
    .topic = l’activation de l’aide à la vente
fact-other_contact = { $answer ->
    [yes] Le contact marketing a une autre adresse que la personne qui active.
   *[no] Le contact marketing a l’adresse de la personne qui active.
}
    .topic = le contact marketing
fact-marketing_processed = { $from ->
    [none] L’éditeur met quelques jours à la préparer.
   *[other] L’éditeur met quelques jours à la préparer ; elle peut servir à partir du { $from }.
}{ $days ->
    [none] {""}
   *[other] {""}
}
    .topic = les jours que met l’éditeur
