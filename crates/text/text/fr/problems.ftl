# Ce qui a été refusé, pourquoi cela arrive et que faire. Une ligne par cause et par solution.

problem-not-found = Rien n’est connu sous cette référence
    .causes =
        L’identifiant ou le numéro est mal saisi, ou l’objet n’a jamais existé.
        Il appartient à une autre entreprise : la réponse est la même, pour ne rien dévoiler.
    .cures =
        Vérifiez la référence, et que vous êtes bien dans la bonne entreprise.
problem-role-missing = Votre rôle ne le permet pas
    .causes =
        Chaque opération demande l’un de quelques rôles, et aucun n’était détenu à ce moment-là.
        Un rôle dans une entreprise ne vaut que pour elle.
    .cures =
        Demandez à l’une des personnes indiquées de s’en charger ou de vous donner le rôle.
        Si plus personne ne détient ce rôle, ouvrez un ticket de support.
problem-validation-failed = Une valeur n’est pas possible
    .causes =
        Une valeur manque, est mal formée ou hors limites ; la réponse indique laquelle.
    .cures =
        Corrigez les valeurs indiquées et renvoyez la demande.
problem-already-exists = Cela existe déjà
    .causes =
        Un objet de ce numéro ou de ce nom est déjà enregistré, ou la même chose a déjà été confirmée.
    .cures =
        Utilisez celui qui existe.
problem-token-already-redeemed = Ce jeton a déjà été utilisé
    .causes =
        Un jeton sert une fois, sur un seul locataire, définitivement.
    .cures =
        La page du jeton dit quand, où et par qui il a été utilisé.
        S’il s’agit d’une erreur, demandez un remplacement tant qu’il en est temps.
problem-token-revoked = Ce jeton a été retiré
    .causes =
        Son adhésion a laissé la place à un niveau supérieur avant qu’il ne soit utilisé.
    .cures =
        Utilisez les jetons de l’adhésion qui lui a succédé.
problem-token-indivisible = Un jeton s’utilise en entier
    .causes =
        Un jeton vaut un nombre fixe de postes et ne se répartit pas sur plusieurs abonnements.
    .cures =
        Utilisez-le avec tous ses postes sur un seul locataire, pour un nouvel abonnement ou sur celui qui est en cours.
problem-membership-not-active = L’adhésion ne donne pas accès
    .causes =
        L’adhésion n’a pas été renouvelée dans sa fenêtre, ou elle a laissé la place à un niveau supérieur.
        Certains programmes ne donnent aucun accès pendant la fenêtre de renouvellement.
    .cures =
        Renouvelez tant que la fenêtre est ouverte ; ensuite, achetez de nouveau l’offre.
problem-window-read-only = Rien de nouveau n’est possible pendant la fenêtre de renouvellement
    .causes =
        Dans ce programme, ce qui est détenu reste utilisable pendant la fenêtre de renouvellement, mais rien de nouveau ne peut être utilisé, affiché ou attribué.
    .cures =
        Renouvelez l’adhésion : tout redevient possible le jour même.
problem-renewal-not-open = La fenêtre de renouvellement n’est pas encore ouverte
    .causes =
        Une adhésion ne se renouvelle qu’à partir du premier jour de sa fenêtre, après la date anniversaire.
    .cures =
        Revenez le premier jour de la fenêtre ; la réponse l’indique.
problem-renewal-window-closed = La fenêtre de renouvellement est fermée
    .causes =
        Le dernier jour de la fenêtre est passé sans renouvellement.
    .cures =
        Achetez de nouveau l’offre : une nouvelle année commence le jour de l’achat.
        Si quelque chose vous a empêché de renouveler à temps, ouvrez un ticket de support.
problem-offer-not-on-sale = L’offre n’est pas en vente
    .causes =
        L’offre se vend entre deux dates, et ce jour n’en fait pas partie.
    .cures =
        Consultez les offres qui sont en vente.
problem-offer-limit-reached = Aucune autre adhésion de ce type ne peut être détenue
    .causes =
        Une entreprise détient un nombre limité d’adhésions de chaque type, et ce nombre est atteint.
    .cures =
        Renouvelez celle qui est détenue, ou choisissez l’autre offre au moment du renouvellement.
problem-offer-excluded = Une autre adhésion exclut cette offre
    .causes =
        Une adhésion détenue donne déjà ce que donnerait cette offre.
    .cures =
        Utilisez les avantages de l’adhésion détenue.
problem-requirements-unmet = Ce que l’offre demande n’est pas atteint
    .causes =
        L’offre demande au moins une compétence qualifiée à son niveau ce jour-là.
        Ou elle demande des personnes certifiées que l’entreprise ne compte pas ce jour-là.
    .cures =
        Obtenez le niveau dans une compétence : l’éditeur le constate, et l’offre s’ouvre le jour même.
        Ou faites constater les certifications que l’offre demande : l’explication les nomme.
problem-grant-superseded = Une année suivante l’a remplacé
    .causes =
        Après un renouvellement, les avantages de la nouvelle année remplacent les anciens.
    .cures =
        Utilisez le même avantage de la nouvelle année.
problem-redeem-by-passed = Le dernier jour pour activer est passé
    .causes =
        Chaque avantage a un dernier jour pour être utilisé, activé ou attribué.
    .cures =
        Renouvelez l’adhésion : la nouvelle année apporte de nouveau cet avantage.
problem-tenant-not-verified = Le locataire n’est pas associé à ce compte
    .causes =
        Un jeton ne s’utilise que sur un locataire que l’entreprise a associé et fait vérifier.
    .cures =
        Demandez à un administrateur général d’associer le locataire, puis réessayez.
problem-tenant-admin-required = Seul un administrateur du locataire peut le faire
    .causes =
        Un jeton modifie définitivement un locataire : c’est l’un de ses administrateurs généraux ou de facturation qui l’utilise.
    .cures =
        Demandez à un administrateur de ce locataire, ou choisissez un locataire dont vous êtes administrateur.
problem-mode-not-offered = Cette façon d’utiliser le jeton n’est pas proposée
    .causes =
        Pour ce produit, le programme ne propose que certaines façons d’utiliser un jeton.
    .cures =
        Choisissez l’une des façons affichées pour le jeton.
problem-subscription-live = Un abonnement est déjà en cours sur ce locataire
    .causes =
        Un locataire a un seul abonnement à un produit : un nouveau ne peut pas commencer à côté.
    .cures =
        Prolongez-le, ou ajoutez-lui des licences ; l’aperçu montre les deux résultats.
problem-subscription-not-live = Aucun abonnement n’est en cours sur ce locataire
    .causes =
        Il n’y a rien à prolonger, ni à quoi ajouter des licences : aucun abonnement n’a commencé, ou il est terminé.
    .cures =
        Utilisez le jeton pour un nouvel abonnement.
problem-tenant-mismatch = C’est un autre abonnement
    .causes =
        L’abonnement indiqué n’est pas celui qui est en cours sur le locataire choisi.
    .cures =
        Vérifiez le locataire et l’abonnement ; l’aperçu indique celui qui est en cours.
problem-extend-limit-exceeded = La prolongation serait trop longue
    .causes =
        Un jeton de nombreux postes prolongerait un petit abonnement au-delà de ce que permet le programme.
    .cures =
        Ajoutez plutôt des licences, ou utilisez le jeton pour un nouvel abonnement sur un autre locataire.
problem-replacement-not-eligible = Ce jeton ne peut pas être remplacé
    .causes =
        Un jeton se remplace une fois, dans un délai après son utilisation, et seulement pour les motifs que le programme accepte, comme le mauvais locataire, ou des licences ajoutées au lieu de prolonger la date de fin.
        L’explication énumère chaque condition avec sa réponse.
    .cures =
        Voyez la condition qui n’est pas remplie. Si un enregistrement vous semble faux, ouvrez un ticket de support.
problem-request-not-open = Cette demande n’est plus en cours
    .causes =
        Quelqu’un d’autre a statué avant vous, son auteur l’a retirée, ou il n’y a plus rien à décider.
    .cures =
        Consultez la demande pour connaître la décision.
problem-key-not-required = Ce produit ne demande pas de clé
    .causes =
        Le logiciel s’installe tel quel, ou la licence est comptée sur le serveur.
    .cures =
        Installez-le depuis son téléchargement : il n’y a rien à afficher.
problem-activations-exhausted = Toutes les activations de cette clé sont utilisées
    .causes =
        Une clé a un nombre fixe d’activations. Installer une nouvelle machine, ou une machine au matériel nettement changé, en utilise une définitivement.
    .cures =
        Il n’en est pas accordé d’autres. Couvrez les autres machines par des licences commerciales, ou attendez la clé de l’année suivante.
problem-seat-not-shareable = Un poste revient à une seule personne
    .causes =
        L’identité choisie est une boîte ou un compte dont plusieurs personnes se servent.
    .cures =
        Attribuez le poste à la personne qui s’en servira.
problem-person-not-in-directory = Cette personne ne figure pas dans l’annuaire
    .causes =
        La personne n’a jamais été ajoutée à l’annuaire de l’entreprise, ou elle l’a quitté.
    .cures =
        Ajoutez la personne à l’annuaire, puis attribuez le poste.
problem-seat-already-held = Cette personne détient déjà un poste
    .causes =
        Une personne détient au plus un poste de chaque édition.
    .cures =
        Il n’y a rien à faire : la personne peut se servir du poste détenu.
problem-seat-none-free = Aucun poste n’est libre
    .causes =
        Tous les postes du lot sont attribués.
    .cures =
        Reprenez un poste qui n’a jamais été activé ; la réponse les énumère.
problem-seat-locked = Ce poste ne peut pas encore changer de titulaire
    .causes =
        Après une attribution, un poste reste quelques jours à son titulaire avant de pouvoir passer à quelqu’un d’autre.
    .cures =
        Attribuez-le à partir du jour indiqué, ou rendez-le à la personne qui l’avait.
problem-seat-not-assigned = Ce poste n’est plus attribué
    .causes =
        Il a été repris ou rendu auparavant.
    .cures =
        Consultez le lot pour voir les postes tels qu’ils sont maintenant.
problem-not-the-assignee = Seul le titulaire peut le faire
    .causes =
        Un poste est activé par la personne à qui il est attribué, avec sa propre identité.
    .cures =
        Demandez à cette personne de se connecter et de l’activer.
problem-right-not-ended = Le droit sur ce logiciel court encore
    .causes =
        Le retrait se confirme une fois le droit terminé ; ce n’est pas le cas.
    .cures =
        Continuez à l’utiliser ; revenez après le dernier jour indiqué, si vous ne renouvelez pas.

problem-not-entitled = Aucun droit à certifier dans un fichier de licence
    .causes =
        Un fichier de licence atteste la réponse d’une vérification, et elle est négative : ce produit n’est pas utilisable aujourd’hui.
    .cures =
        Voyez ce qui changerait la réponse, puis demandez de nouveau le fichier.
problem-malformed-request = La demande est illisible
    .causes =
        Le corps n’est pas du JSON, un champ est inconnu ou une valeur n’a pas le bon type ; la réponse dit où.
    .cures =
        Comparez la demande à la description de l’interface et corrigez-la.
problem-idempotency-key-missing = La clé d’idempotence manque
    .causes =
        Une opération qui compte demande l’en-tête Idempotency-Key, pour qu’un double envoi ne la fasse qu’une fois.
    .cures =
        Choisissez une valeur aléatoire pour chaque opération, et renvoyez la même si vous la répétez.
problem-idempotency-key-reused = Cette clé d’idempotence a servi à autre chose
    .causes =
        Une demande de même clé mais d’un autre contenu a déjà été reçue.
    .cures =
        Utilisez une nouvelle clé pour chaque opération.
problem-idempotency-key-in-progress = La même demande est en cours de traitement
    .causes =
        Une demande de même clé est arrivée il y a un instant et n’a pas encore de résultat.
    .cures =
        Patientez quelques secondes et renvoyez la même demande : son résultat sera là.
problem-preview-required = Voyez d’abord les conséquences
    .causes =
        Cette opération est définitive : elle demande l’empreinte d’un aperçu récent et les conséquences acceptées par leur nom.
    .cures =
        Demandez l’aperçu, lisez-le, puis envoyez l’empreinte et les conséquences acceptées.
problem-preview-stale = Les conséquences ont changé
    .causes =
        Depuis l’aperçu, quelque chose dont il dépendait a changé, ou il est trop ancien.
    .cures =
        Lisez le nouvel aperçu joint à cette réponse, puis confirmez celui-là.
problem-precondition-required = La version manque
    .causes =
        Cette modification demande l’en-tête If-Match, pour que personne n’écrase ce qu’un autre vient d’écrire.
    .cures =
        Lisez d’abord l’objet, puis envoyez son ETag avec la modification.
problem-version-conflict = Quelqu’un d’autre a été plus rapide
    .causes =
        L’objet a changé depuis que vous l’avez lu.
    .cures =
        Relisez-le, puis refaites votre modification si elle a encore un sens.
problem-cursor-mismatch = Ce repère appartient à une autre liste
    .causes =
        Le curseur a été fait pour une autre liste, un autre filtre ou un autre ordre, ou il a été modifié.
    .cures =
        Reprenez à la première page et suivez les liens tels quels.
problem-unauthenticated = Veuillez vous connecter
    .causes =
        La demande ne porte ni jeton d’API ni session, ou ils sont inconnus, retirés ou trop anciens.
    .cures =
        Connectez-vous de nouveau, ou envoyez un jeton d’API valable dans l’en-tête Authorization.
problem-scope-missing = Ce jeton d’API est limité à d’autres usages
    .causes =
        Un jeton d’API peut être limité à quelques usages, et celui-ci n’en fait pas partie.
    .cures =
        Utilisez un jeton d’API fait pour cet usage.
problem-payload-too-large = La demande est trop volumineuse
    .causes =
        Le corps dépasse ce que cette adresse accepte.
    .cures =
        Envoyez-en moins à la fois.
problem-unsupported-media-type = Ce format n’est pas compris
    .causes =
        Les en-têtes annoncent un autre format que celui que cette adresse accepte, un autre jeu de caractères que UTF-8, ou un corps compressé.
    .cures =
        Envoyez du JSON avec l’en-tête Content-Type réglé sur application/json.
problem-method-not-allowed = Cette adresse ne fait pas cela
    .causes =
        L’adresse existe, mais pas avec cette méthode.
    .cures =
        L’en-tête Allow énumère les méthodes possibles.
problem-outcome-unknown = Le résultat n’est pas encore connu
    .causes =
        La liaison avec la base de données s’est rompue pendant l’enregistrement. L’opération est enregistrée en entier, ou pas du tout.
    .cures =
        Renvoyez la même demande avec la même clé d’idempotence : elle est faite une seule fois, et vous verrez son résultat.
problem-storage-full = Rien ne peut être enregistré pour l’instant
    .causes =
        Le disque de cette installation est plein. Rien n’a changé, et la lecture fonctionne toujours.
    .cures =
        Réessayez plus tard. L’exploitant doit faire de la place.
problem-overloaded = Trop de demandes à la fois
    .causes =
        Plus de demandes attendent qu’il n’est possible d’en traiter à temps. Rien n’a changé.
    .cures =
        Patientez un instant et renvoyez la même demande.
problem-dependency-unavailable = La base de données ne répond pas
    .causes =
        Le serveur n’atteint pas sa base de données, ou elle n’a pas répondu à temps. Rien n’a changé.
    .cures =
        Patientez un instant et renvoyez la même demande. Si cela dure, l’exploitant doit examiner la base de données.
problem-clock-not-movable = Cette horloge ne peut pas être avancée
    .causes =
        Seule l’horloge d’un bac à sable avance, jamais en arrière, et pas trop loin à la fois.
    .cures =
        Choisissez un jour ultérieur dans la limite permise, dans un bac à sable.
problem-programme-invalid = Les fichiers du programme comportent des erreurs
    .causes =
        Les fichiers ne se lisent pas ou ne s’accordent pas entre eux. Rien n’a été planifié.
    .cures =
        Corrigez ce que la réponse indique, fichier par fichier, ou lancez d’abord `symbolon programme validate`.
problem-programme-identity-changed = C’est un autre programme
    .causes =
        Ces fichiers portent un autre identifiant ou un autre fuseau horaire que le programme en vigueur. Des dates promises se déplaceraient.
    .cures =
        Gardez l’identifiant et le fuseau, ou faites une installation distincte pour l’autre programme.
problem-worked-examples-fail = Les exemples ne donnent pas le résultat attendu
    .causes =
        Des exemples des fichiers attendent autre chose que ce que donnent les règles des fichiers.
    .cures =
        Corrigez la règle ou l’exemple ; `symbolon programme test` montre chaque écart.
problem-plan-changes-nothing = Rien ne change
    .causes =
        Ces fichiers sont ceux de la version en vigueur.
    .cures =
        Il n’y a rien à faire.
problem-too-many-api-tokens = Il y a assez de jetons d’API
    .causes =
        Une personne en a créé cinquante qui comptent encore dans une entreprise, et c’est le maximum.
    .cures =
        Révoquez ceux qui ne servent plus, puis recommencez.
problem-too-many-feeds = Il y a assez d’adresses de calendrier
    .causes =
        Une personne en a huit au plus dans une entreprise, et une entreprise mille en tout.
    .cures =
        Supprimez-en une qui n’est plus lue, puis recommencez.
problem-too-many-webhook-endpoints = Il y a assez d’adresses de webhook
    .causes =
        Une entreprise a au plus vingt adresses auxquelles ses événements sont envoyés.
    .cures =
        Supprimez une adresse qui ne sert plus, puis ajoutez celle-ci de nouveau.

problem-plan-stale = Le plan n’est plus à jour
    .causes =
        Depuis, une autre version est arrivée, les membres concernés ne sont plus les mêmes, son premier jour est passé, ou un jour s’est écoulé.
    .cures =
        Faites un nouveau plan et lisez-le : `symbolon programme plan`.
problem-plan-needs-approval = Une seconde personne doit donner son accord
    .causes =
        La garde du programme l’exige : le plan touche beaucoup de membres, en désavantage aussitôt, ou modifie la garde.
    .cures =
        Demandez à un autre responsable du programme de lire le plan et de l’approuver.
problem-self-approval = Il faut deux personnes différentes
    .causes =
        Qui a fait un plan ne peut pas l’approuver, et qui l’a approuvé ne peut pas l’appliquer. Seule une personne approuve, jamais un service.
    .cures =
        Demandez à un autre responsable du programme.
problem-internal-error = Une erreur s’est produite de notre côté
    .causes =
        Une erreur que nous n’avions pas prévue. Elle est enregistrée sous le numéro de cette demande.
    .cures =
        Réessayez ; si elle revient, donnez à l’exploitant le numéro de la demande.

## La description de l’API, en pages

docs-title = L’API de Symbolon
docs-intro = Toutes les opérations, d’après la description publiée. Les descriptions détaillées sont en anglais ; les réponses sont dans la langue demandée.
docs-problems = Les problèmes et ce qu’on peut y faire
docs-parameters = Paramètres et champs
docs-causes = Pourquoi
docs-cures = Que faire
problem-key-blocked = Cette clé est bloquée
    .causes =
        L’éditeur a bloqué la clé, parce que d’autres en ont eu connaissance ou parce qu’elle a été utilisée contre les conditions.
    .cures =
        Ouvrez un ticket : le support dit ce qui s’est passé et peut lever le blocage. Le droit au logiciel lui-même est une autre question, et un renouvellement apporte une nouvelle clé.
problem-key-not-blocked = Cette clé n’est pas bloquée
    .causes =
        Quelqu’un a levé le blocage avant vous, ou il n’y en a jamais eu.
    .cures =
        Consultez la clé telle qu’elle est maintenant.
problem-other-directory = Cette personne figure dans un autre annuaire
    .causes =
        Après une fusion, l’entreprise a plusieurs annuaires, et un administrateur ne gère que les personnes du sien, ou de celui où il est invité.
    .cures =
        Adressez-vous à un administrateur de cet annuaire, ou faites-vous y ajouter comme invité.
problem-role-not-for-guests = Un invité ne peut pas porter ce rôle
    .causes =
        Un invité de l’annuaire peut être administrateur partenaire ou administrateur de compte, et rien d’autre.
    .cures =
        Donnez un rôle qui convient à un invité, ou ajoutez la personne à l’annuaire de l’entreprise.
problem-last-admin = Personne d’autre ne porte ce rôle
    .causes =
        Le rôle serait retiré à la dernière personne qui le porte. Une entreprise sans administrateur ne peut plus s’aider elle-même.
    .cures =
        Donnez d’abord le rôle à quelqu’un d’autre.
        S’il doit en être ainsi, confirmez-le nommément. Les voies de retour : un administrateur général redonne le rôle ; s’il n’y en a plus, un ticket au support ; si personne ne peut se connecter à l’annuaire, la procédure de reprise de celui-ci.
problem-contact-not-other = Le contact marketing a votre propre adresse
    .causes =
        Qui active la mise sur le marché indique une personne chargée du marketing, et c’est quelqu’un d’autre.
    .cures =
        Indiquez un collègue dont l’adresse est une autre.
