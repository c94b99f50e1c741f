# Un mot pour chaque valeur de chaque liste fermée.

membership-active = active
membership-renewal_open = à renouveler
membership-lapsed = non renouvelée
membership-upgraded = remplacée par un niveau supérieur
membership-not_yet = pas encore achetée

token-available = disponible
token-revealed = code affiché
token-redeemed = utilisé
token-past_redeem_by = non utilisé à temps
token-replaced = remplacé
token-revoked = retiré

subscription-active = actif
subscription-expired = terminé, encore utilisable
subscription-disabled = réservé aux administrateurs
subscription-deleted = supprimé
subscription-revoked = retiré

key-hidden = masquée
key-revealed = affichée
key-exhausted = activations toutes utilisées
key-ended = terminée

seat-free = libre
seat-assigned = attribué
seat-activated = activé
seat-locked_until = en attente
seat-ended = terminé

line-available = disponible
line-revealed = affiché
line-redeemed = utilisé
line-past_redeem_by = non utilisé à temps
line-replaced = remplacé
line-revoked = retiré
line-hidden = masqué
line-exhausted = activations toutes utilisées
line-usable = utilisable
line-ended = terminé

role-global_admin = administrateur général
role-programme_admin = administrateur partenaire
role-account_admin = administrateur de compte
role-user_admin = administrateur des utilisateurs
role-billing_admin = administrateur de facturation
role-admin_agent = agent d’administration
role-report_viewer = lecteur de rapports
role-employee = salarié
role-guest = invité
role-support_agent = agent de support
role-programme_manager = responsable de programme
role-auditor = auditeur
role-operator = exploitant
role-product = produit

identity-named = une personne
identity-shared = boîte ou compte partagé
identity-guest = invité d’un autre annuaire

capability-open_account = ouvrir le compte d’une entreprise
capability-view_memberships = consulter les offres et les adhésions
capability-view_benefits = consulter les avantages
capability-view_history = consulter l’historique
capability-buy = acheter et renouveler
capability-state_attainment = constater une obtention
capability-add_location = ajouter un emplacement
capability-link_tenant = associer un locataire
capability-manage_people = gérer les personnes et les rôles
capability-reveal = afficher les clés et les codes
capability-record_activation = enregistrer une activation
capability-assign_seats = attribuer les postes
capability-request_replacement = demander un jeton de remplacement
capability-decide_replacement = statuer sur un jeton de remplacement
capability-confirm_wind_down = confirmer le retrait d’un logiciel
capability-check_entitlement = demander qui peut utiliser quoi
capability-view_programme_plans = voir les versions du programme et les plans
capability-change_programme = planifier, approuver et appliquer une version du programme
capability-move_clock = avancer l’horloge d’un bac à sable

mode-new = nouvel abonnement
mode-extend = prolonger la date de fin
mode-add_seats = ajouter des licences

reason-wrong_tenant = utilisé sur le mauvais locataire
reason-added_instead_of_extended = licences ajoutées au lieu de prolonger la date de fin
reason-lost = code perdu
reason-wrong_product = mauvais produit choisi
reason-not_redeemed_in_time = non utilisé à temps
reason-other = autre motif

key-kind-none = sans clé
key-kind-static = même clé pour tous
key-kind-retail = une seule activation
key-kind-multiple_activation = clé d’activation multiple

layer-core = de base
layer-incremental = incrémentiel

access-kept = les avantages restent utilisables pendant la fenêtre de renouvellement
access-read_only = ce qui est détenu reste utilisable pendant la fenêtre de renouvellement, sans rien de nouveau
access-suspended = aucun accès pendant la fenêtre de renouvellement

refund-end-benefit_activated = l’utilisation d’un avantage
refund-end-key_revealed = l’affichage d’une clé ou d’un code
refund-end-upgrade_ordered = la commande d’une montée en gamme à prix réduit
refund-end-upgraded = le passage à un niveau supérieur
refund-end-renewed = le renouvellement : une année suivante est payée depuis
refund-end-merged = la fusion, après laquelle une autre adhésion court jusqu’à la même date anniversaire

close-lapsed = non renouvelée
close-upgraded = passage à un niveau supérieur

counted-for-new_device = nouvelle machine
counted-for-hardware_change = matériel nettement changé
counted-for-reimage = machine réinstallée

unassign-returned = repris ou rendu
unassign-slip = erreur annulée aussitôt
unassign-holder_left = départ du titulaire
unassign-membership_ended = fin de l’adhésion

wind-down-uninstalled = désinstallé
wind-down-commercially_licensed = couvert par des licences commerciales
wind-down-never_installed = jamais installé

change-kind-reminder = Rappel
change-kind-anniversary = Date anniversaire
change-kind-window_opens = Ouverture de la fenêtre de renouvellement
change-kind-last_day = Dernier jour pour renouveler
change-kind-lapses = Fin de l’adhésion faute de renouvellement
change-kind-refund_ends = Dernier jour pour un remboursement
change-kind-pay_by = Dernier jour pour payer une commande
change-kind-redeem_by = À activer jusqu’au
change-kind-activate_by = Dernier jour pour activer
change-kind-replacement_ends = Dernier jour pour un remplacement
change-kind-subscription_ends = Utilisable jusqu’au
change-kind-seat_unlocks = Poste de nouveau libre
change-kind-upgrade_by = Ancienne version à remplacer au plus tard le

check-allowed = utilisation permise
check-allowed_in_renewal_window = utilisation permise, fenêtre de renouvellement ouverte
check-no_grant = rien de tel n’est accordé
check-unknown_person = personne inconnue dans cette entreprise
check-unknown_product = produit absent du programme
check-membership_lapsed = adhésion non renouvelée
check-membership_suspended = aucun accès pendant la fenêtre de renouvellement
check-not_assigned = aucun poste attribué
check-not_activated = pas encore activé
check-usable_until_passed = dernier jour d’utilisation passé
check-balance_spent = solde épuisé

remedy-act-wait = patienter
remedy-act-renew = renouveler
remedy-act-purchase = acheter de nouveau
remedy-act-ticket = ouvrir un ticket
remedy-act-ask_role_holder = demander à un collègue
remedy-act-ask_tenant_admin = demander à un administrateur du locataire
remedy-act-request_replacement = demander un remplacement
remedy-act-commercial_licensing = licences commerciales
remedy-act-uninstall = désinstaller
remedy-act-await_decision = attendre la décision
remedy-act-redeem_as_new = utiliser pour un nouvel abonnement
remedy-act-redeem_as_extend = prolonger ou ajouter des licences
remedy-act-redeem_as_add_seats = ajouter des licences
remedy-act-redeem_whole = utiliser en entier
remedy-act-verify_tenant = associer le locataire
remedy-act-add_person = ajouter la personne
remedy-act-assign_named_person = choisir une personne
remedy-act-unassign = reprendre un poste
remedy-act-assign = attribuer un poste
remedy-act-activate_seat = activer le poste
remedy-act-attain = obtenir le niveau
remedy-act-choose_at_renewal = choisir au renouvellement

language-fr = français
language-en = anglais

year-rule-calendar = le même jour un an plus tard
year-rule-days = un nombre fixe de jours plus tard

reach-at_once = aussitôt
reach-at_next_renewal = au prochain renouvellement

anchor-anniversary = la date anniversaire
anchor-renew_to = le dernier jour de la fenêtre de renouvellement

# À cocher avant un acte qui ne peut pas être annulé.
acknowledge-token-used-whole = Je comprends que le jeton est utilisé en entier.
acknowledge-tenant-permanent = Je comprends que les licences restent définitivement sur ce locataire.
acknowledge-refund-right-ends = Je comprends que l’affichage met fin au droit au remboursement, s’il existe encore, même sans utilisation.
acknowledge-original-revoked = Je comprends que les postes du jeton d’origine sont repris.

# Les trois dates que l’on ne confond jamais.
label-redeem-by = À activer jusqu’au
label-usable-until = Utilisable jusqu’au
label-renew-between = À renouveler entre le { $from } et le { $to }

# Les valeurs qu’un champ peut avoir.
possible-tax_number = un numéro fiscal de 4 à 20 lettres majuscules et chiffres
possible-country = le code ISO 3166-1 d’un pays, en deux lettres majuscules, comme FR
possible-domain = un domaine comme entreprise.example
possible-short_text = un texte de 1 à 100 caractères
possible-amount = un montant ou un nombre supérieur à zéro, avec les décimales de son unité (un incident se compte un par un)
possible-provider_code = un code de 1 à 40 lettres, chiffres, points, tirets ou traits de soulignement
possible-quantity = un nombre d’installations supérieur à zéro, et pas au-delà de ce que compte un parc
possible-last_day = une date qui n’est ni passée ni avant le premier jour
possible-fitting_benefit = une ligne d’un avantage pour lequel cet acte existe
possible-fitting_kind = un usage que ce solde connaît
possible-fitting_check = une vérification que le programme demande et pour laquelle cet acte existe
possible-reason = un motif, en quelques mots
possible-subject = l’identifiant de l’objet de la demande
possible-source = un nom court de système : de 1 à 64 minuscules, chiffres, tirets, points ou traits de soulignement
possible-calendar = des dates du calendrier avec lesquelles on peut compter
possible-documented = une valeur comme la décrit la documentation de l’API
key-blocked = bloquée
line-blocked = bloqué
key-block-leak = d’autres en ont eu connaissance
key-block-terms_breach = elle a été utilisée contre les conditions
capability-block_keys = bloquer des clés de produit
capability-give_roles = donner et retirer des rôles
capability-make_api_tokens = créer des jetons d’API
capability-end_access = mettre fin à des jetons d’API et à des sessions
remedy-act-give_role_first = Donner d’abord le rôle à quelqu’un
remedy-act-take_over_directory = Reprendre l’annuaire
remedy-act-ask_other_directory = S’adresser à un administrateur de cet annuaire
remedy-act-ask_other_side = s’adresser à cette entreprise
remedy-act-other_contact = indiquer un autre contact marketing
marketing-not_activated = non activée
marketing-processing = en préparation
marketing-active = active
