# Vue d'ensemble : combien d'adhésions, ce qu'elles sont devenues, ce qui vient.

capability-view_reports = consulter les chiffres de toutes les entreprises

ui-nav-overview = Vue d’ensemble
ui-overview-page = Vue d’ensemble
ui-overview-title = Vue d’ensemble
ui-overview-lead = Les adhésions de toutes les entreprises, au { $date }.
ui-overview-now = Aujourd’hui
ui-overview-none = Aucune entreprise n’a encore d’adhésion.
ui-overview-offer = Offre
ui-overview-held = en cours
ui-overview-ahead = Les mois à venir
ui-overview-ahead-lead = Si personne n’agit : chaque renouvellement en retire.
ui-overview-nothing-ahead = Rien n’arrive à échéance dans les mois à venir.
ui-overview-month = Mois
ui-overview-opens = Renouvellement ouvert
ui-overview-anniversary = Fin de l’année payée
ui-overview-lapse = Fin faute de renouvellement
ui-overview-became = Ce qui s’est passé
ui-overview-what = Adhésions
ui-overview-this-month = Ce mois-ci
ui-overview-last-month = Le mois dernier
ui-overview-this-year = Depuis le 1er janvier
ui-overview-bought = achetées
ui-overview-renewed = renouvelées
ui-overview-lapsed = non renouvelées, et pas revenues depuis
ui-overview-upgraded = passées au niveau supérieur
ui-overview-refunded = remboursées
ui-overview-merged = réunies à une autre après une fusion

ui-memberships-page = Adhésions
ui-memberships-title = Adhésions
ui-memberships-back = Retour à la vue d’ensemble
ui-memberships-all = Toutes les adhésions, de toutes les entreprises.
ui-memberships-days = dernier jour sans renouvellement entre le { $from } et le { $to }
ui-memberships-none = Aucune adhésion ne répond à ces critères.
ui-memberships-number = Numéro
ui-memberships-state = État
ui-memberships-anniversary = Date anniversaire
ui-memberships-renew-to = Dernier jour sans renouvellement
ui-memberships-more = Adhésions suivantes

ui-why-page = Qui peut utiliser quoi
ui-why-title = Qui peut utiliser quoi, et pourquoi
ui-why-lead = La question que posent les produits, un jour passé, aujourd’hui ou un jour à venir. L’adresse de cette page est celle de la question : elle peut être transmise.
ui-why-person = Qui
ui-why-company = L’entreprise dans son ensemble
ui-why-product = Peut utiliser
ui-why-choose = Choisir un produit
ui-why-ask = Demander
ui-why-answer = Réponse
ui-why-yes = oui
ui-why-no = non
ui-why-until = Dernier jour du droit : { $date }.
ui-why-helps = Ce qui y change quelque chose
ui-why-product-missing = Choisissez un produit.
ui-why-product-unknown = Choisissez un produit de la liste.
ui-why-person-unknown = Choisissez une personne de la liste.

cli-export = Chiffres de toutes les entreprises, et calendriers
cli-export-memberships = Compte les adhésions par offre et par état
    .arg-csv = écrit un tableau CSV
    .examples =
        symbolon export memberships
        symbolon export memberships --as-of 2021-12-31 --csv
cli-export-activity = Compte ce que les adhésions sont devenues
    .arg-from = le premier jour ; le premier du mois à défaut
    .arg-to = le dernier jour, compris ; aujourd’hui à défaut
    .arg-csv = écrit un tableau CSV
    .examples =
        symbolon export activity --from 2021-01-01
cli-export-forecast = Compte ce que les mois à venir apportent si personne n’agit
    .arg-from = le premier jour ; aujourd’hui à défaut
    .arg-to = le dernier jour, compris ; un an plus tard à défaut
    .arg-by = par mois, ou par jour
    .arg-csv = écrit un tableau CSV
    .examples =
        symbolon export forecast
        symbolon export forecast --from 2021-10-01 --to 2021-10-31 --by day --csv
cli-export-ics = Écrit ce qui est à venir sous forme de calendrier (RFC 5545)
    .arg-own = vos propres licences et leurs derniers jours, au lieu des dates de l’entreprise
    .examples =
        symbolon export ics
        symbolon export ics --own
cli-col-active = actives
cli-col-renewal_open = à renouveler
cli-col-lapsed = non renouvelées
cli-col-upgraded = niveau supérieur
cli-col-refunded = remboursées
cli-col-merged = réunies
cli-col-bought = achetées
cli-col-renewed = renouvelées
cli-col-window_opens = renouvellement ouvert
cli-col-lapses = prennent fin
