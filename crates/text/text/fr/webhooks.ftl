# Les événements, et les adresses auxquelles ils sont envoyés.
webhook-waiting = en attente
webhook-delivered = arrivé
webhook-failed = abandonné
webhook-rests-failing = rien n’y arrive depuis cinq jours
webhook-rests-gone = elle a répondu qu’elle n’existe plus (410)
webhook-rests-owner_left = son responsable n’en a plus le droit
webhook-rests-merged = l’entreprise fait partie d’une autre

ui-webhooks-page = Webhooks
ui-webhooks-link = Webhooks : envoyer les événements à un autre système
ui-webhooks-lead = Ce qui arrive à { $company } peut être envoyé à d’autres systèmes dès que c’est inscrit, avec une signature qu’ils vérifient.
ui-webhooks-list = Adresses
ui-webhooks-none = Rien n’est envoyé nulle part.
ui-webhooks-fresh = Secret de { $url }
ui-webhooks-fresh-once = Il n’est montré qu’une fois. Donnez-le au système qui reçoit : il y reconnaît que l’envoi vient d’ici. Le secret d’avant, s’il y en avait un, signe encore pendant un jour.
ui-webhooks-types = Événements
ui-webhooks-types-hint = Des types séparés par des espaces, par exemple membership.renewed token.redeemed. Laissez vide pour tout recevoir.
ui-webhooks-all = tous
ui-webhooks-owner = Responsable
ui-webhooks-runs = en service
ui-webhooks-fails = en échec
ui-webhooks-rests = en pause
ui-webhooks-rests-since = Rien n’est envoyé depuis le { $when } : { $why }. Ce qui arrive entre-temps sera envoyé à la reprise.
ui-webhooks-fails-since = Rien n’arrive depuis le { $when }. Chaque envoi est tenté dix fois en trois jours.
ui-webhooks-deliveries = Derniers envois
ui-webhooks-event = Événement
ui-webhooks-since = Depuis
ui-webhooks-state = { $state }{ $waits ->
    [yes]  : prochain essai le { $when }
   *[no] {" "}le { $when }
}, { $attempts ->
    [0] aucun essai
    [one] un essai
   *[other] { $attempts } essais
}{ $cause ->
    [none] {""}
    [address] {" "}(l’adresse ne mène pas à une adresse publique)
    [connection] {" "}(l’adresse est injoignable)
    [encryption] {" "}(aucune connexion chiffrée n’est possible)
    [timeout] {" "}(pas de réponse à temps)
   *[other] {" "}(réponse { $cause })
}
ui-webhooks-resend = Renvoyer
ui-webhooks-test = Envoyer un essai
ui-webhooks-wake = Reprendre les envois
ui-webhooks-renew = Nouveau secret
ui-webhooks-end = Supprimer
ui-webhooks-end-text = Plus rien n’y sera envoyé, et ce qui attend ne partira pas.
ui-webhooks-end-act = Supprimer l’adresse
ui-webhooks-add = Ajouter une adresse
ui-webhooks-url = Adresse
ui-webhooks-url-hint = Une adresse publique qui commence par https://.
ui-webhooks-add-text = Vous en devenez responsable : si vous n’avez plus le droit de créer des accès, les envois s’arrêtent jusqu’à ce que quelqu’un d’autre les reprenne.
ui-webhooks-add-act = Ajouter
ui-webhooks-full = L’entreprise a déjà vingt adresses, ce qui est le maximum. Supprimez-en une qui ne sert plus.
ui-webhooks-known = L’entreprise a déjà cette adresse.

cli-event = Événements : ce qui arrive à une entreprise, pour les programmes
cli-event-list = Liste les événements d’une entreprise, du plus ancien au plus récent
    .examples =
        symbolon event list --account 1000001
        symbolon event list --type membership.renewed --json
cli-event-show = Montre un événement tel qu’il est envoyé
    .examples =
        symbolon event show evt_01h9ttv4xe8n4rqz1wtb31j2vq.00000042
cli-event-tail = Affiche les événements à mesure qu’ils arrivent
    .examples =
        symbolon event tail --account 1000001
cli-event-tail-waits = En attente d’événements ; Ctrl-C pour arrêter.
cli-webhook = Adresses auxquelles les événements d’une entreprise sont envoyés
cli-webhook-list = Liste les adresses, jamais leur secret
    .examples =
        symbolon webhook list --account 1000001
cli-webhook-add = Ajoute une adresse et affiche son secret une seule fois
    .examples =
        symbolon webhook add https://hooks.entreprise.example/symbolon
        symbolon webhook add http://localhost/symbolon --type token.redeemed,key.revealed
cli-webhook-test = Envoie un événement qui ne dit rien, pour voir s’il arrive
    .examples =
        symbolon webhook test whk_01h9ttv4xe8n4rqz1wtb31j2vq
cli-webhook-deliveries = Liste les envois des trente derniers jours à une adresse
    .examples =
        symbolon webhook deliveries whk_01h9ttv4xe8n4rqz1wtb31j2vq --state failed
cli-webhook-resend = Renvoie un événement aussitôt
    .examples =
        symbolon webhook resend wdl_01h9ttv4xe8n4rqz1wtb31j2vq
cli-webhook-replay = Envoie de nouveau les événements à partir d’un numéro
    .arg-from = numéro du premier événement
    .arg-to = numéro du dernier ; à défaut, le plus récent
    .examples =
        symbolon webhook replay whk_01h9ttv4xe8n4rqz1wtb31j2vq --from 120
cli-webhook-secret = Renouvelle le secret d’une adresse ; l’ancien signe encore pendant un jour
    .examples =
        symbolon webhook secret whk_01h9ttv4xe8n4rqz1wtb31j2vq
cli-webhook-resume = Reprend les envois à une adresse en pause, et en devient responsable
    .examples =
        symbolon webhook resume whk_01h9ttv4xe8n4rqz1wtb31j2vq
cli-webhook-remove = Supprime une adresse : plus rien n’y est envoyé
    .examples =
        symbolon webhook remove whk_01h9ttv4xe8n4rqz1wtb31j2vq --dry-run
cli-webhook-all = tous
cli-webhook-runs = en service
cli-webhook-once = Le secret n’est montré qu’une fois : donnez-le au système qui reçoit.
cli-webhook-resumed = Les envois à { $url } reprennent.
cli-webhook-sent = { $count ->
    [0] Aucun événement à envoyer.
    [one] Un événement est en route.
   *[other] { $count } événements sont en route.
}
cli-webhook-would-send = { $count ->
    [0] Aucun événement ne serait envoyé.
    [one] Un événement serait envoyé.
   *[other] { $count } événements seraient envoyés.
}
cli-webhook-removed = Plus rien n’est envoyé à { $url }.
cli-confirm-webhook = Supprimer l’adresse { $name } ? Plus rien n’y sera envoyé.
cli-arg-no-webhooks = n’envoie aucun événement aux webhooks, par exemple pour regarder une copie
cli-arg-event = identifiant de l’événement
cli-arg-event-type = seulement les événements de ce type
cli-arg-event-types = types d’événements, séparés par des virgules ; à défaut, tous
cli-arg-after = seulement ce qui est arrivé après cet événement
cli-arg-url = adresse publique qui commence par https://
cli-arg-webhook = identifiant de l’adresse
cli-arg-delivery = identifiant de l’envoi
cli-arg-delivery-state = seulement les envois dans cet état
cli-col-sequence = n°
cli-col-type = type
cli-col-types = événements
cli-col-effective-on = à compter du
cli-col-url = adresse
cli-col-owner = responsable
cli-col-attempts = essais
cli-col-cause = cause
