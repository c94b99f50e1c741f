# L’envoi des messages par courriel.
delivery-waiting = en attente
delivery-sent = envoyé
delivery-failed = non distribué
delivery-skipped = non envoyé
delivery-captured = gardé ici
ui-message-mail = Courriel
ui-message-mail-is = { $state ->
    [waiting] Il attend son tour{ $cause ->
        [none] {""}
       *[other] {" "}et sera retenté : { $cause }
    }
    [sent] Envoyé le { $date }
    [failed] Non distribué : { $cause }
    [skipped] Non envoyé : il a été dépassé avant son tour, ou son destinataire est parti
   *[other] Gardé ici : rien ne quitte un bac à sable
}
mail-sign-in = Message
    .subject = Votre lien pour entrer : { $of }
    .hello = Bonjour,
    .text = Ce lien ouvre une session sur les pages de { $of }. Il sert une seule fois, pendant { $minutes } minutes.
    .why = Vous recevez ce courriel parce que votre adresse a été saisie sur la page d’entrée. Si ce n’était pas vous, laissez ce lien de côté et ne le transmettez à personne : sans lui, nul n’entre à votre place.

mail-cause = { $word ->
    [connection] le serveur de messagerie est injoignable
    [timeout] le serveur de messagerie ne répond pas à temps
    [encryption] aucune connexion chiffrée au serveur de messagerie n’est possible
    [sign-in] le serveur de messagerie n’admet pas Symbolon
    [unreadable] son adresse n’en est pas une à laquelle on puisse écrire
    [address] ce serveur de messagerie n’envoie pas à une telle adresse
   *[refused] le serveur de messagerie le refuse
}{ $code ->
    [none] {""}
   *[other] {" "}({ $code })
}
cli-col-mail = courriel
cli-notice-mail = Courriel : { $mail }
cli-arg-mail-server = serveur de messagerie, smtps://utilisateur@hote ou smtp://utilisateur@hote (ou SYMBOLON_MAIL_SERVER) ; à défaut, aucun courriel ne part
cli-arg-mail-from = expéditeur des courriels, par exemple « Programme <noreply@vendor.example> » (ou SYMBOLON_MAIL_FROM)
cli-arg-mail-password-file = fichier du mot de passe de l’utilisateur du serveur de messagerie (ou SYMBOLON_MAIL_PASSWORD_FILE)
cli-arg-public-url = adresse à laquelle on atteint les pages, pour les liens des courriels et des calendriers (ou SYMBOLON_PUBLIC_URL)
cli-mail-unusable = Aucun courriel ne peut partir ainsi : { $cause ->
    [server] --mail-server attend une adresse comme smtps://utilisateur@mail.example ou smtp://utilisateur@mail.example.
    [no-server] --mail-from et --mail-password-file ne font rien sans --mail-server. Indiquez-le, ou retirez-les.
    [password] --mail-server contient un mot de passe, que d’autres pourraient lire sur cette machine. Mettez-le dans un fichier, à indiquer avec --mail-password-file.
    [no-password] --mail-server nomme un utilisateur. Mettez son mot de passe dans un fichier, à indiquer avec --mail-password-file.
    [no-user] --mail-password-file demande un utilisateur dans --mail-server, comme dans smtps://utilisateur@mail.example.
    [shared] d’autres peuvent lire le fichier qu’indique --mail-password-file. Faites chmod 600 dessus.
    [from] --mail-from attend une adresse e-mail, avec ou sans nom, par exemple « Programme <noreply@vendor.example> ».
   *[public-url] --public-url doit dire à quelle adresse on atteint les pages, par exemple https://partners.example.
}
cli-public-url-wrong = --public-url attend l’adresse à laquelle on atteint les pages, sans chemin : https://partners.example.
cli-doctor-mail = courriel
cli-doctor-mail-fine = { $server } est utilisable.
cli-doctor-mail-not = { $server } est inutilisable : { $cause }.
cli-doctor-mail-look = Comparez --mail-server, son utilisateur et son mot de passe avec ce qui tourne là-bas. Les messages attendent entre-temps.
cli-doctor-mail-failed = { $count ->
    [one] Un courriel n’a pas pu être distribué
   *[other] { $count } courriels n’ont pas pu être distribués
} ces sept derniers jours.
cli-doctor-mail-outbox = La page /outbox dit lesquels et pourquoi.
