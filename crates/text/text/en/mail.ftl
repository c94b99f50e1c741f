# Delivery of messages by mail.
delivery-waiting = waiting
delivery-sent = sent
delivery-failed = not delivered
delivery-skipped = not sent
delivery-captured = kept here
ui-message-mail = Mail
ui-message-mail-is = { $state ->
    [waiting] It waits for its turn{ $cause ->
        [none] {""}
       *[other] {" "}and is tried again: { $cause }
    }
    [sent] Sent on { $date }
    [failed] Not delivered: { $cause }
    [skipped] Not sent: it was overtaken before its turn came, or whom it was for has left
   *[other] Kept here: nothing leaves a sandbox
}
mail-sign-in = Message
    .subject = Your link to come in: { $of }
    .hello = Hello,
    .text = This link opens a session on the pages of { $of }. It works once, within { $minutes } minutes.
    .why = You receive this mail because your address was typed on the page for coming in. If that was not you, leave the link alone and pass it on to nobody: without it, nobody comes in in your place.

mail-cause = { $word ->
    [connection] the mail server cannot be reached
    [timeout] the mail server does not answer in time
    [encryption] no encrypted connection to the mail server can be made
    [sign-in] the mail server does not let Symbolon in
    [unreadable] their address is none to which mail can be sent
    [address] this mail server cannot send to such an address
   *[refused] the mail server refuses it
}{ $code ->
    [none] {""}
   *[other] {" "}({ $code })
}
cli-col-mail = mail
cli-notice-mail = Mail: { $mail }
cli-arg-mail-server = mail server, smtps://user@host or smtp://user@host (or SYMBOLON_MAIL_SERVER); without one, no mail is sent
cli-arg-mail-from = from whom mail comes, as in “Programme <noreply@vendor.example>” (or SYMBOLON_MAIL_FROM)
cli-arg-mail-password-file = file with the password of the mail server’s user (or SYMBOLON_MAIL_PASSWORD_FILE)
cli-arg-public-url = address at which people reach the pages, for links in mails and calendars (or SYMBOLON_PUBLIC_URL)
cli-mail-unusable = Mail cannot be sent like this: { $cause ->
    [server] --mail-server must be an address such as smtps://user@mail.example or smtp://user@mail.example.
    [no-server] --mail-from and --mail-password-file do nothing without --mail-server. Name it, or leave them out.
    [password] --mail-server holds a password, which others on this machine could read. Put it in a file and name that with --mail-password-file.
    [no-password] --mail-server names a user. Put their password in a file and name that with --mail-password-file.
    [no-user] --mail-password-file needs a user in --mail-server, as in smtps://user@mail.example.
    [shared] others can read the file that --mail-password-file names. Run chmod 600 on it.
    [from] --mail-from must be a mail address, with or without a name, as in “Programme <noreply@vendor.example>”.
   *[public-url] --public-url must say at which address people reach the pages, as in https://partners.example.
}
cli-public-url-wrong = --public-url must be the address at which people reach the pages, without a path: https://partners.example.
cli-doctor-mail = mail
cli-doctor-mail-fine = { $server } can be used.
cli-doctor-mail-not = { $server } cannot be used: { $cause }.
cli-doctor-mail-look = Compare --mail-server, its user and its password with what runs there. Meanwhile messages wait.
cli-doctor-mail-failed = { $count ->
    [one] One mail
   *[other] { $count } mails
} could not be delivered in the last seven days.
cli-doctor-mail-outbox = The page /outbox says which and why.
