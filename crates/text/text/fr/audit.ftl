# Le journal d’audit : ce qui a été fait hors des registres des entreprises.

capability-view_audit = consulter le journal d’audit

audit-act-profile = nom donné à une entreprise
audit-act-person = personne ajoutée ou modifiée
audit-act-person_origin = annuaire d’origine noté
audit-act-change_roles = rôles modifiés
audit-act-change_person = fiche de l’annuaire corrigée
audit-act-take_out = retrait de l’annuaire
audit-act-attend_tenant = administrateurs d’un locataire désignés
audit-act-api_token = jeton d’API créé
audit-act-revoke_api_token = jeton d’API révoqué
audit-act-export_feed = adresse de calendrier créée
audit-act-end_export_feed = adresse de calendrier supprimée
audit-act-enter_link = lien de connexion créé
audit-act-sign_in = connexion
audit-act-sign_out = déconnexion
audit-act-open_ticket = ticket ouvert
audit-act-take_ticket = ticket pris en charge
audit-act-ask_in_ticket = question posée dans un ticket
audit-act-reply_in_ticket = réponse dans un ticket
audit-act-acknowledge_in_ticket = reconnaissance écrite dans un ticket
audit-act-attach_to_ticket = fichier ajouté à un ticket
audit-act-grant_ticket = demande d’un ticket accordée
audit-act-refuse_ticket = demande d’un ticket refusée
audit-act-close_ticket = ticket clos
audit-act-reopen_ticket = ticket rouvert
audit-act-simulate_campaign = campagne simulée
audit-act-approve_campaign = campagne approuvée
audit-act-start_campaign = campagne lancée
audit-act-close_campaign = campagne fermée
audit-act-campaign_member = adhésion inscrite à une campagne ou écartée
audit-act-programme_plan = version du programme planifiée
audit-act-programme_approval = plan du programme approuvé
audit-act-programme_application = plan du programme appliqué
audit-act-notices = avis envoyés
audit-act-clock = horloge avancée
audit-act-restore = sauvegarde restaurée

actor-admin = la commande « symbolon admin »
actor-campaigns = le passage d’une campagne
actor-demo = la démonstration
actor-notices = l’envoi des avis
actor-payment-provider = le prestataire de paiement

ui-nav-audit = Audit
ui-audit-page = Journal d’audit
ui-audit-title = Journal d’audit
ui-audit-lead = Qui a fait quoi, et quand : personnes et rôles, accès, tickets, campagnes, versions du programme. Le plus récent vient d’abord.
ui-audit-histories = Ce qui a été fait dans le compte d’une entreprise figure dans son historique :
ui-audit-company = choisir une entreprise
ui-audit-filter = Filtrer
ui-audit-when = Quand
ui-audit-who = Qui
ui-audit-who-hint = Une adresse e-mail, un identifiant ou le nom d’un service.
ui-audit-what = Quoi
ui-audit-anything = Tous les actes
ui-audit-act-error = Choisissez un acte de la liste.
ui-audit-object = Sur quoi
ui-audit-object-hint = Une adresse e-mail, un identifiant ou un numéro.
ui-audit-from = Du
ui-audit-to = Au
ui-audit-search = Chercher
ui-audit-clear = Tout afficher
ui-audit-entries = Inscriptions
ui-audit-empty = Rien n’a encore été inscrit.
ui-audit-none = Aucune inscription ne répond à ces critères.

cli-audit = Journal d’audit
cli-audit-search = Cherche qui a fait quoi hors des registres des entreprises
    .arg-actor = par qui : une personne par son adresse ou son identifiant, ou un service par son nom
    .arg-act = ce qui a été fait
    .arg-object = sur quoi : un identifiant, une adresse, ou le numéro d’une entreprise, d’une adhésion ou d’un ticket
    .arg-from = le premier jour, ou le premier instant
    .arg-to = le dernier jour, ou le dernier instant, compris
    .arg-limit = au plus tant d’inscriptions, les plus récentes ; 50 à défaut
    .examples =
        symbolon audit search --actor louis@vendor.example --from 2021-09-01
        symbolon audit search --act change-roles --json
cli-audit-more = Il y en a de plus anciennes : --to { $at } les montre.
cli-col-act = quoi
cli-col-object = sur quoi
