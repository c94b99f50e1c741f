# What changes of the programme mean, in a word.

touch-less_granted = moins d’avantages accordés
touch-more_granted = plus d’avantages accordés
touch-earlier_end = une fin plus proche
touch-later_end = une fin plus lointaine
touch-dearer = un renouvellement plus cher
touch-cheaper = un renouvellement moins cher
touch-higher_threshold = un seuil de compétence relevé
touch-lower_threshold = un seuil de compétence abaissé
touch-cannot_renew = un renouvellement devenu impossible
touch-can_renew = un renouvellement devenu possible
touch-stricter_rule = une règle d’usage plus stricte
touch-wider_rule = une règle d’usage plus large
touch-other_kind = un avantage qui s’utilise autrement
touch-opens_later = une fenêtre de renouvellement qui s’ouvre plus tard
touch-opens_earlier = une fenêtre de renouvellement qui s’ouvre plus tôt
touch-seats_lost = plus de personnes qui perdent leur poste
touch-seats_kept = moins de personnes qui perdent leur poste
meets-at_once = aussitôt
meets-at_next_renewal = au prochain renouvellement
meets-next_act = pour qui achète, renouvelle ou demande désormais
difference-added = nouveau
difference-changed = modifié
difference-retired = retiré
guard-members_touched = Le plan touche plus de membres qu’une seule personne ne peut en décider.
guard-worse_off_now = Le plan désavantage aussitôt plus de membres que la garde ne l’admet.
guard-guard_changed = Le plan modifie la garde elle-même, ou la façon dont les changements atteignent les membres.
plan-ready = prêt
plan-awaiting_approval = en attente d’un second accord
plan-approved = approuvé
plan-applied = appliqué
plan-stale = périmé

# The command line.

cli-programme-plan = Compare les fichiers d’un programme avec la version en vigueur, et compte qui est touché
    .examples =
        symbolon programme plan programme --dry-run
        symbolon programme plan programme --effective-on 2022-01-01
cli-programme-approve = Donne le second accord à un plan
    .examples =
        symbolon programme approve pln_… --digest sha-256:… --dry-run
cli-programme-apply = Applique un plan
    .examples =
        symbolon programme apply pln_… --digest sha-256:… --dry-run
        symbolon programme apply pln_… --digest sha-256:… --yes
cli-programme-history = Montre les versions du programme, ou ce qui change de l’une à l’autre
    .examples =
        symbolon programme history
        symbolon programme history --of 2 --since 1
cli-programme-export = Écrit les fichiers d’une version dans un dossier, à l’octet près ; avec --json, les affiche
    .arg-version = numéro de la version ; sinon, la plus récente
    .arg-folder = dossier à créer, ou dossier vide ; sinon, programme
    .examples =
        symbolon programme export --to programme
        symbolon programme export --version 1 --to avant
cli-programme-init = Écrit les fichiers d’un programme intégré dans un dossier vide, pour commencer le vôtre
    .arg-folder = dossier à créer, ou dossier vide
    .examples =
        symbolon programme init --from example-isv programme
cli-arg-from-programme = le programme intégré : mpn-2020 ou example-isv
cli-programme-exported = Version { $version } dans { $folder } : { $files ->
    [one] { $files } fichier.
   *[other] { $files } fichiers.
}
cli-programme-export-next = Après vos changements : symbolon programme plan { $folder }
cli-programme-made = { $programme } dans { $folder } : { $files ->
    [one] { $files } fichier.
   *[other] { $files } fichiers.
}
cli-programme-made-next = Ensuite : symbolon programme validate { $folder }
cli-programme-path = La version contient un fichier qu’aucun dossier ne peut contenir, { $file }. Rien n’a été écrit. Lisez-le plutôt avec --json.
cli-folder-unwritable = Impossible d’écrire dans le dossier { $file } : { $cause }.
cli-folder-not-empty = Le dossier { $folder } n’est pas vide, et son contenu reste tel quel. Nommez un dossier vide, ou un dossier à créer.
cli-arg-plan = plan (pln_…)
cli-arg-digest = empreinte du plan, telle qu’elle a été montrée
cli-arg-effective-on = premier jour de la version, dans les deux ans ; sinon, le jour de l’application (nécessaire tant qu’une version attend le sien)
cli-arg-of = version dont on montre les changements
cli-arg-since = version plus ancienne ; sinon, celle d’avant
cli-plan-title = Plan { $plan } : { $programme }, de la version { $from } à la version { $to }. { $examples ->
    [one] { $examples } exemple vérifié.
   *[other] { $examples } exemples vérifiés.
}
cli-plan-from = Elle commence le { $day }.
cli-plan-from-applied = Elle commence le jour de l’application.
cli-plan-people = Adhésions en cours : { $running }. Touchées aussitôt : { $now }, au renouvellement : { $later }. Désavantagées aussitôt : { $worse-now }, au renouvellement : { $worse-later }.
cli-plan-when = Renouvellements du { $from } au { $to }.
cli-plan-touch =   { $touch } : { $now } aussitôt, { $later } au renouvellement
cli-plan-guard = Un second accord est nécessaire. { $text }
cli-plan-approve = Un autre responsable : symbolon programme approve { $plan } --digest { $digest }
cli-plan-apply = Ensuite : symbolon programme apply { $plan } --digest { $digest }
cli-plan-confirm = Appliquer le plan { $plan } ? Ce qui est acheté sous cette version reste sous elle toute l’année.
cli-plan-approved = Plan { $plan } approuvé.
cli-plan-applied = Version { $version } appliquée.
cli-plan-tried = Le plan { $plan } peut encore être suivi ; rien n’a été écrit.
cli-plan-compared = De la version { $from } à la version { $to }
cli-plan-same = Aucune valeur ne change.
cli-plan-not-kept = Rien n’a été conservé. Voici ce que serait le plan :
cli-programme-newer-files = Les fichiers donnés ne sont pas ceux de la version { $version }, la plus récente : ils sont sans effet. Comparez-les et appliquez-les avec : symbolon programme plan { $programme }
cli-col-version = Version
cli-col-first-day = Premier jour
cli-col-applied-by = Appliquée par
cli-col-applied-at = Le
cli-col-content-hash = Empreinte
cli-col-plan = Plan
