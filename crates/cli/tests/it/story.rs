//! The story of Atelier Lumen: look, try out, redeem, be refused, renew, move the clock, read it all again.

use insta::assert_snapshot;
use symbolon_programme::Files;

use crate::support::{Demo, shown, symbolon};

#[test]
fn a_company_looks_at_its_memberships() {
    let demo = Demo::start();
    assert_snapshot!(demo.shows("ines", "membership list"), @r"
    MEMBER  OFFER               STATE          ANNIVERSARY  RENEW BETWEEN         BENEFITS UNTIL  LEFT
    M-1005  Silver membership   lapsed         10 Nov 2020  11 Nov – 10 Dec 2020  10 Dec 2020     –
    M-1013  Action Pack (MAPS)  to be renewed  1 Sep 2021   2 Sep – 1 Oct 2021    1 Oct 2021      21 days left
    --- stderr
    Next: symbolon membership tasks M-1013
    --- exit 0
    ");
    assert_snapshot!(demo.shows("ines", "whoami --columns name,email,roles"), @r"
    NAME         ADDRESS             ROLES
    Inès Aubert  ines@lumen.example  Global admin
    --- exit 0
    ");
    assert_snapshot!(demo.shows_in_french("ines", "membership list"), @r"
    ADHÉSION  OFFRE               ÉTAT            DATE ANNIVERSAIRE  À RENOUVELER ENTRE       AVANTAGES JUSQU’AU  RESTE
    M-1005    Adhésion Silver     non renouvelée  10 nov. 2020       11 nov. – 10 déc. 2020   10 déc. 2020        –
    M-1013    Action Pack (MAPS)  à renouveler    1er sept. 2021     2 sept. – 1er oct. 2021  1er oct. 2021       encore 21 jours
    --- stderr
    Ensuite : symbolon membership tasks M-1013
    --- exit 0
    ");
    assert_snapshot!(demo.shows("ines", "membership show M-1013"), @r"
    M-1013 Action Pack (MAPS) – to be renewed
      Bought on 1 September 2020
      Anniversary: 1 September 2021, the last day of the paid year
      Renew between 2 September 2021 and 1 October 2021
      Benefits usable until 1 October 2021 if nobody renews
    --- exit 0
    ");
    assert_snapshot!(demo.shows("ines", "membership timeline M-1013"), @r"
    █████████████████████████████████████████████████████████████████▒▒▒▒▒▒▒
                                                                       ▲ 10 September 2021
      █ Year 1: 1 September 2020 to 1 September 2021
      ▒ Renewal window: 2 September 2021 to 1 October 2021
    --- exit 0
    ");
    assert_snapshot!(demo.shows_in_french("ines", "membership explain M-1013"), @r"
    M-1013 Action Pack (MAPS) – à renouveler
    Dans quel état est l’adhésion M-1013 le 10 septembre 2021 ?
    ├─ L’offre Action Pack (MAPS) a été achetée le 1er septembre 2020, paiement O-771.  [oui]
    ├─ L’année payée de l’adhésion M-1013 s’est terminée le 1er septembre 2021 ; pendant la fenêtre de renouvellement, l’accès est conservé jusqu’au 1er octobre 2021.  [oui]
    ├─ La fenêtre de renouvellement est ouverte : à renouveler entre le 2 septembre 2021 et le 1er octobre 2021.  [oui]
    │  └─ Date anniversaire, fin de l’année payée : le 1er septembre 2021. Fenêtre de renouvellement : du 2 septembre 2021 au 1er octobre 2021.
    └─ Les frais de l’adhésion M-1013 étaient remboursables jusqu’au 1er octobre 2020.  [plus maintenant]
    --- exit 0
    ");
    let next = demo.shows_in_french("ines", "membership next-year M-1013").replace('\u{a0}', " ");
    for words in ["renouvelée le 10 septembre 2021", "3 postes  comme maintenant  2 personnes gardent leur poste."] {
        assert!(next.contains(words), "{words}: {next}");
    }
    let usable = demo.shows("ines", "benefit entitlements --columns benefit,usable,countries,per_country");
    let seats = usable.lines().find(|line| line.starts_with("Visual Studio Professional")).expect("a line");
    let cells: Vec<_> = seats.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(cells, ["Visual Studio Professional", "3 seats", "FR 2", "15"], "{usable}");
    assert_snapshot!(demo.shows("ines", "membership provision M-1013"), @r"
    --- stderr
    Refused: Your role does not allow this
      None of the roles held allows this: recording what is provisioned. Ask a colleague who holds one of the roles named.
      Who can help: Programme manager · Support agent
    --- exit 4
    ");
    // Without the last column: ids are different in each demo.
    let seats = "pool,seats,activated,assigned,locked,free,granted,unlocks_on";
    assert_snapshot!(demo.shows_in_french("ines", &format!("seat list --columns {seats}")), @r"
    LOT                         POSTES  ACTIVÉS  ATTRIBUÉS  EN ATTENTE  LIBRES  ACCORDÉS  LIBRE LE
    Visual Studio Professional  █▓░           1          1           1       0         3  29 sept. 2021
    --- exit 0
    ");
    let args = ["seat", "list", "--columns", "pool,id"];
    let piped = shown(&demo.command("ines", &args).output().unwrap());
    assert!(piped.starts_with("pool\tid\nvisual-studio-professional\tpol_"), "{piped}");
    // Without the first column: codes are different in each demo.
    let columns = "benefit,seats,state,redeem_by,tenant,usable_until";
    assert_snapshot!(demo.shows("ines", &format!("token list --columns {columns}")), @r"
    BENEFIT                           SEATS  STATE       REDEEM BY    TENANT             USABLE UNTIL
    Office 365 E3                        25  redeemed    10 Dec 2020  lumen.example      5 Dec 2021
    Azure AD Basic                        5  available   1 Oct 2021   –                  –
    Dynamics 365 Customer Engagement      5  available   1 Oct 2021   –                  –
    Enterprise Mobility + Security        5  redeemed    1 Oct 2021   lumen-lab.example  1 Mar 2022
    Intune                                5  code shown  1 Oct 2021   –                  –
    Office 365 E3                         5  available   1 Oct 2021   –                  –
    --- stderr
    Next: symbolon token redeem azure-ad-basic --tenant … --mode new --dry-run
    --- exit 0
    ");
    // For programs the same without words: columns of codes and ISO days.
    let args = ["membership", "list", "--columns", "member,state,renew_between,left", "--quiet"];
    assert_snapshot!(shown(&demo.command("ines", &args).output().unwrap()), @r"
    member	state	renew_between	left
    M-1005	lapsed	2020-11-11/2020-12-10	
    M-1013	renewal_open	2021-09-02/2021-10-01	21
    --- exit 0
    ");
}

#[test]
fn a_token_is_tried_out_then_redeemed_then_refused() {
    let demo = Demo::start();
    let redeem = "token redeem office-365-e3 --tenant lumen.example --mode add-seats";
    let tried = demo.shows("ines", &format!("{redeem} --dry-run"));
    let without_digest = |text: &str| -> String {
        text.lines().filter(|line| !line.contains("--preview")).map(|line| format!("{line}\n")).collect()
    };
    assert_snapshot!(without_digest(&tried), @r"
    WAY                           SEATS  USABLE UNTIL
    now                              25  5 Dec 2021
    if you add licences              30  20 Jan 2022
    if you extend                    25  16 Feb 2022
    as a new subscription  not possible  –

    25 seats with 86 days left and 5 seats for 365 days make 30 seats for 132 days: usable until 20 January 2022 instead of 5 December 2021. That is shorter than the token’s own term.
    The token is used whole and stays on lumen.example.
    If it was a mistake, ask for a replacement token, until 10 October 2021.
      I understand that the token is used up whole.
      I understand that the licences stay on this tenant for good.
    --- stderr
    new subscription – A subscription to Office 365 E3 runs on this tenant already (25 seats, usable until 5 December 2021), so a new one cannot begin. Extend the subscription that runs, or add seats to it.
    --- exit 0
    ");
    // For programs the table alone is data.
    let args: Vec<&str> = redeem.split(' ').chain(["--dry-run"]).collect();
    let piped = demo.command("ines", &args).output().unwrap();
    let lines = String::from_utf8(piped.stdout).unwrap();
    assert!(lines.starts_with("way\tseats\tusable_until\nnow\t25\t2021-12-05\n"), "{lines}");
    assert!(lines.lines().all(|line| line.split('\t').count() == 3), "{lines}");
    assert!(String::from_utf8(piped.stderr).unwrap().contains("To do it: --preview"));
    let tried = demo.shows_in_french("ines", &format!("{redeem} --dry-run"));
    assert_snapshot!(without_digest(&tried), @r"
    MANIÈRE                       POSTES  UTILISABLE JUSQU’AU
    aujourd’hui                       25  5 déc. 2021
    en ajoutant des licences          30  20 janv. 2022
    en prolongeant                    25  16 févr. 2022
    en nouvel abonnement      impossible  –

    25 postes pour 86 jours encore et 5 postes pour 365 jours font 30 postes pour 132 jours : utilisable jusqu’au 20 janvier 2022 au lieu du 5 décembre 2021. C’est plus court que la durée propre du jeton.
    Le jeton est utilisé en entier et reste sur lumen.example.
    S’il s’agit d’une erreur, demandez un jeton de remplacement, jusqu’au 10 octobre 2021.
      Je comprends que le jeton est utilisé en entier.
      Je comprends que les licences restent définitivement sur ce locataire.
    --- stderr
    nouvel abonnement – Un abonnement à Office 365 E3 est déjà en cours sur ce locataire (25 postes, utilisable jusqu’au 5 décembre 2021) : un nouveau ne peut pas commencer. Prolongez l’abonnement en cours, ou ajoutez-lui des licences.
    --- exit 0
    ");
    // Agreeing to everything is not agreeing to this.
    assert_snapshot!(demo.shows("ines", &format!("{redeem} --yes")), @r"
    --- stderr
    This cannot be undone, so --yes is not enough. Look at the consequences with --dry-run, which prints what to add.
    --- exit 2
    ");
    assert_snapshot!(demo.shows("ines", &format!("{redeem} --seats 3 --dry-run")), @r"
    WAY                           SEATS  USABLE UNTIL
    now                              25  5 Dec 2021
    if you add licences    not possible  –
    if you extend                    25  16 Feb 2022
    as a new subscription  not possible  –
    --- stderr
    new subscription – A subscription to Office 365 E3 runs on this tenant already (25 seats, usable until 5 December 2021), so a new one cannot begin. Extend the subscription that runs, or add seats to it.
    Refused: A token is used whole
      The token has 5 seats and cannot be split: 3 were asked for. Redeem the token with all its seats.
    --- exit 6
    ");
    assert_snapshot!(demo.shows("tom", &format!("{redeem} --dry-run")), @r"
    --- stderr
    Refused: Only an admin of the tenant may do this
      Only a global or billing admin of lumen.example may redeem there. Ask a global or billing admin of this tenant to do it.
    --- exit 4
    ");

    let preview = demo.json("ines", &format!("{redeem} --dry-run"));
    let digest = preview["preview_digest"].as_str().unwrap();
    assert_snapshot!(demo.shows("ines", &format!("{redeem} --preview {digest} --acknowledge token-used-whole")), @r"
    --- stderr
    Look at the consequences first
      This act cannot be undone, so it needs the digest of a fresh preview and the consequences acknowledged by name.
      Not acknowledged yet: tenant-permanent. Add what you accept to --acknowledge.
      Look again with --dry-run, which prints what to add.
    --- exit 2
    ");
    let whole = format!("{redeem} --preview {digest} --acknowledge token-used-whole,tenant-permanent");
    assert_snapshot!(demo.shows("ines", &whole), @r"
      Redeemed on 10 September 2021 on lumen.example (add licences): 30 seats until 20 January 2022
      If that was a mistake: ask for a replacement until 10 October 2021
    --- stderr
    Next: symbolon token list
    --- exit 0
    ");
    let token = demo.json("ines", "token list")["items"][0]["id"].as_str().unwrap().to_owned();
    let again = format!("token redeem {token} --tenant lumen.example --mode add-seats --dry-run");
    assert_snapshot!(demo.shows_in_french("ines", &again), @r"
    --- stderr
    Refusé : Ce jeton a déjà été utilisé
      Le jeton a été utilisé le 5 décembre 2020 sur le locataire lumen.example par Nadia Roux, pour un nouvel abonnement. Un jeton ne sert qu’une fois. Utilisez un autre jeton du même produit.
    --- exit 6
    ");
}

#[test]
fn a_preview_that_no_longer_holds_is_refused_with_a_code_of_its_own() {
    let demo = Demo::start();
    let redeem = "token redeem office-365-e3 --tenant lumen.example --mode extend";
    let preview = demo.json("ines", &format!("{redeem} --dry-run"));
    let digest = preview["preview_digest"].as_str().unwrap();
    demo.json("ines", "clock advance --to 2021-09-11");
    let late = format!("{redeem} --preview {digest} --acknowledge token-used-whole,tenant-permanent");
    assert_snapshot!(demo.shows("ines", &late), @r"
    --- stderr
    The consequences have changed
      Since the preview was made, something that it depended on has changed, or it is too old.
      Look again with --dry-run, which prints what to add.
    --- exit 7
    ");
}

#[test]
fn an_act_is_done_on_the_day_that_it_is() {
    let demo = Demo::start();
    for line in [
        "membership renew M-1013 --method card --yes",
        "membership renew M-1013 --method card --dry-run",
        "token redeem office-365-e3 --tenant lumen.example --mode extend --dry-run",
        "seat unassign marc@lumen.example --pool visual-studio-professional",
    ] {
        let refused = demo.shows("ines", &format!("{line} --as-of 2021-10-02"));
        assert!(refused.contains("--as-of is for what is read") && refused.ends_with("--- exit 2"), "{refused}");
    }
    // What is only known of now says so, and does not answer for another day.
    for line in ["person list", "person changes", "ticket list", "clock show", "whoami"] {
        let refused = demo.shows("ines", &format!("{line} --as-of 2021-09-01"));
        assert_eq!(
            refused,
            "--- stderr\nThis command shows what is now, and knows no other day. Leave --as-of out.\n--- exit 2",
            "{line}"
        );
    }
}

#[test]
fn a_command_with_the_key_of_before_is_not_done_twice() {
    let demo = Demo::start();
    demo.json("ines", "company review");
    let renew = "membership renew M-1013 --method transfer --yes";
    let first = demo.shows("ines", &format!("{renew} --idempotency-key k-1"));
    assert!(first.ends_with("--- exit 0"), "{first}");
    assert_eq!(demo.shows("ines", &format!("{renew} --idempotency-key k-1")), first);
    assert!(demo.shows("ines", renew).ends_with("--- exit 6"));
}

#[test]
fn overrides_of_the_own_company_are_listed_in_words_or_codes() {
    let demo = Demo::start();
    let columns = "override list --columns membership,state";
    assert_snapshot!(demo.shows("hanna", columns), @r"
    MEMBERSHIP  STATE
    M-1004      waits for a decision
    --- exit 0
    ");
    let args: Vec<&str> = columns.split(' ').collect();
    assert_snapshot!(shown(&demo.command("hanna", &args).output().unwrap()), @r"
    membership	state
    M-1004	open
    --- exit 0
    ");
    assert!(demo.shows("louis", "override list").contains("M-1004"));
}

#[test]
fn a_membership_is_renewed_or_lapses_on_its_day() {
    let demo = Demo::start();
    demo.json("ines", "company review");
    let renew = "membership renew M-1013 --method card";
    assert_snapshot!(demo.shows("ines", &format!("{renew} --dry-run")), @r"
    Nothing was changed. This would happen:
      US$475.00 are due.
      The anniversary moves from 1 September 2021 to 1 September 2022.
      42 benefits are granted.
      Pay the order, until 1 October 2021.
    --- exit 0
    ");
    assert_snapshot!(demo.shows("ines", renew), @r"
    --- stderr
    Order the renewal of M-1013? Say so with --yes.
    --- exit 2
    ");
    // What was paid without an order is the vendor's to say, and who buys is told to order.
    assert_snapshot!(demo.shows("ines", "membership renew M-1013 --payment O-900 --yes"), @r"
    --- stderr
    Refused: Your role does not allow this
      None of the roles held allows this: recording what was bought without an order. Ask a colleague who holds one of the roles named. Order it; it takes effect when the order is paid.
      Who can help: Programme manager · Support agent
    --- exit 4
    ");
    assert_snapshot!(demo.shows("marc", &format!("{renew} --yes")), @r"
    --- stderr
    Refused: Your role does not allow this
      None of the roles held allows this: buying and renewing. Ask a colleague who holds one of the roles named.
      Who can help: Inès Aubert (Global admin) · Tom Delmas (MPN partner admin)
    --- exit 4
    ");
    assert_snapshot!(demo.shows("ines", "check --product windows-10-enterprise --as-of 2021-10-02 --explain"), @r"
    NO  membership_lapsed
    The membership M-1013 was not renewed and gave access until 1 October 2021.
    It was usable until 1 October 2021
    May Windows 10 Enterprise be used on 2 October 2021?
    ├─ The offer Action Pack (MAPS) grants Windows 10 Enterprise: 10 licences, core benefit, since 1 September 2020.  [yes]
    └─ The membership M-1013 was not renewed and gave access until 1 October 2021.  [no longer]
    What would change it: Buy the offer; a new year begins on the day of the purchase.
    --- exit 3
    ");
    assert_snapshot!(demo.shows("ines", "clock advance demo --to 2021-10-02"), @r"
    ON           COMPANY        EVENT
    24 Sep 2021  Atelier Lumen  Reminder about M-1013 (Action Pack (MAPS)) to the people in charge: the renewal window closes soon
    26 Sep 2021  Atelier Lumen  Last day to activate Go-to-market for all members
    29 Sep 2021  Atelier Lumen  A seat of Visual Studio Professional can go to somebody else
    1 Oct 2021   Atelier Lumen  Reminder about M-1013 (Action Pack (MAPS)) to the people in charge: last day to renew
    1 Oct 2021   Atelier Lumen  Last day to renew M-1013 (Action Pack (MAPS))
    1 Oct 2021   Atelier Lumen  Redeem by: a token for Azure AD Basic, 5 seats
    1 Oct 2021   Atelier Lumen  Redeem by: a token for Dynamics 365 Customer Engagement, 5 seats
    1 Oct 2021   Atelier Lumen  Redeem by: a token for Intune, 5 seats
    1 Oct 2021   Atelier Lumen  Redeem by: a token for Office 365 E3, 5 seats
    2 Oct 2021   Atelier Lumen  Reminder about M-1013 (Action Pack (MAPS)) to the people in charge: the membership lapsed
    2 Oct 2021   Atelier Lumen  M-1013 (Action Pack (MAPS)) lapses and its benefits end, unless it is renewed
    --- stderr
    The clock stands on 2 October 2021.
    --- exit 0
    ");
    assert_snapshot!(demo.shows("ines", &format!("{renew} --yes")), @r"
    --- stderr
    Refused: The renewal window is closed
      The renewal window was open from 2 September 2021 to 1 October 2021 and is closed. Buy the offer; a new year begins on the day of the purchase.
    --- exit 6
    ");
    assert_snapshot!(demo.shows_in_french("ines", &format!("{renew} --yes")), @r"
    --- stderr
    Refusé : La fenêtre de renouvellement est fermée
      La fenêtre de renouvellement, ouverte du 2 septembre 2021 au 1er octobre 2021, est fermée. Achetez l’offre : une nouvelle année commence le jour de l’achat.
    --- exit 6
    ");
}

#[test]
fn a_renewal_leaves_a_line_in_the_history() {
    let demo = Demo::start();
    demo.json("ines", "company review");
    assert_snapshot!(demo.shows_in_french("ines", "membership renew M-1013 --method transfer --yes"), @r"
    O-1037 Action Pack (MAPS), 475,00 $US – en attente du virement
      À payer avant la fin du 10 octobre 2021 ; le virement indique : O-1037 1000003
    --- stderr
    Ensuite : symbolon order show O-1037
    --- exit 0
    ");
    let receive = "order receive --account 1000003 --order O-1037 --amount 475.00 --currency USD --reference W-1 --yes";
    assert_eq!(demo.json("louis", receive)["state"], "paid");
    // An invoice is saved in a new file, and what is there already is kept.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("invoice.pdf");
    let invoice = demo.json("ines", "order invoices")["items"][0]["number"].to_string().replace('"', "");
    let save = format!("order invoice {invoice} {}", file.display());
    assert!(demo.shows("ines", &save).contains("Written to"));
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"));
    let again = demo.shows("ines", &save);
    assert!(again.contains("there is one already, which stays as it is") && again.ends_with("--- exit 2"), "{again}");
    assert_snapshot!(demo.shows_in_french("ines", "membership show M-1013"), @r"
    M-1013 Action Pack (MAPS) – active
      Achetée le 1er septembre 2020
      Date anniversaire : 1er septembre 2022, dernier jour de l’année payée
      À renouveler entre le 2 septembre 2022 et le 1er octobre 2022
      Avantages utilisables jusqu’au 1er octobre 2022 sans renouvellement
    --- exit 0
    ");
    let history = demo.shows_in_french("ines", "account history");
    let renewed = history.lines().find(|line| line.contains("a été renouvelée")).expect("a line");
    assert_snapshot!(renewed, @r"28  10 sept. 2021   Louis Petit      Adhésion renouvelée       M-1013 a été renouvelée avec l’offre Action Pack (MAPS) (paiement O-1037, 475,00 $US) ; 42 avantages ont été accordés. À renouveler ensuite entre le 2 septembre 2022 et le 1er octobre 2022.");
    assert_snapshot!(demo.shows("marc", "account history"), @r"
    --- stderr
    Refused: Your role does not allow this
      Each act needs one of a few roles, and none of them was held at that moment.
      Ask a colleague who holds one of the roles named.
      Who can help: Inès Aubert (Global admin) · Tom Delmas (MPN partner admin) · Account admin · Support agent · Programme manager
    --- exit 4
    ");
    let verified = demo.shows_in_french("ines", "account verify");
    assert_snapshot!(verified.lines().next().unwrap(), @"Rien n’a été altéré : 29 faits, 157 lignes et 35 codes et clés vérifiés.");
    let newest = demo.json("ines", "account verify")["newest"]["hash"].as_str().unwrap().to_owned();
    let marked = demo.shows("ines", &format!("account verify --mark {newest}"));
    assert!(marked.contains("Fact no. 29 bears this mark") && marked.ends_with("--- exit 0"), "{marked}");
    let unknown = demo.shows("ines", "account verify --mark 000000000000");
    assert!(unknown.contains("No entry bears this mark") && unknown.ends_with("--- exit 3"), "{unknown}");
    assert_snapshot!(demo.shows("ines", "account history --account Brise"), @r"
    --- stderr
    Not found: Brise
    --- exit 5
    ");
}

#[test]
fn a_seat_is_locked_after_a_change_and_a_shared_mailbox_gets_none() {
    let demo = Demo::start();
    assert_snapshot!(demo.shows("ines", "seat assign tom@lumen.example --pool visual-studio-professional"), @r"
    --- stderr
    Refused: This seat cannot go to somebody else yet
      A seat can be given to somebody else 90 days after it was assigned, the first one from 29 September 2021 on. Take back a seat that is no longer needed.
    --- exit 6
    ");
    assert_snapshot!(
        demo.shows_in_french("ines", "seat assign salle@lumen.example --pool visual-studio-professional"), @r"
    --- stderr
    Refusé : Un poste revient à une seule personne
      Plusieurs personnes se servent de cette identité ; il faut celle d’une personne nommément désignée. Attribuez le poste à une personne nommément désignée.
    --- exit 6
    ");
    let abroad = "seat assign tom@lumen.example --pool visual-studio-professional --country DE";
    assert_snapshot!(demo.shows("ines", abroad), @r"
    --- stderr
    Refused: The company is not in this country
      The company has neither its headquarters nor a location in Germany. Add a location in the country first.
      Who can help: Account admin · Support agent
    --- exit 6
    ");
    let unassign = "seat unassign marc@lumen.example --pool visual-studio-professional";
    assert_snapshot!(demo.shows("ines", &format!("{unassign} --dry-run")), @r"
    Nothing was changed. This would happen:
      The seat, assigned before, is ended afterwards.
      The seat can go to somebody else from 29 September 2021 on.
    --- exit 0
    ");
    assert_snapshot!(demo.shows("ines", unassign), @r"
    --- stderr
    Take the seat of marc@lumen.example back? Say so with --yes.
    --- exit 2
    ");
    assert_snapshot!(demo.shows("ines", &format!("{unassign} --yes")), @r"
    The seat is back. It can go to somebody else from 29 September 2021.
    --- exit 0
    ");
    assert_snapshot!(demo.shows("ines", &format!("{unassign} --yes")), @r"
    --- stderr
    marc@lumen.example holds no seat of this pool.
    --- exit 5
    ");
}

#[test]
fn a_check_answers_with_its_exit_code() {
    let demo = Demo::start();
    let check = "check --person lea@lumen.example --product visual-studio-professional";
    assert_snapshot!(demo.shows("ines", check), @r"
    YES  allowed_in_renewal_window
    may be used, the renewal window is open
    Usable until 1 October 2021
    --- exit 0
    ");
    let check = "check --person marc@lumen.example --product visual-studio-professional --explain";
    assert_snapshot!(demo.shows_in_french("ines", check), @r"
    NON  not_activated
    Le poste n’a pas encore été activé par son titulaire.
    Peut-on utiliser Visual Studio Professional le 10 septembre 2021 ?
    ├─ L’offre Action Pack (MAPS) accorde Visual Studio Professional : 3 postes, avantage de base, depuis le 1er septembre 2020.  [oui]
    ├─ Un poste est attribué depuis le 1er juillet 2021.  [oui]
    └─ Le poste n’a pas encore été activé par son titulaire.  [non]
    Ce qui changerait la réponse : La personne active le poste qui lui a été attribué.
    --- exit 3
    ");
    assert_snapshot!(demo.shows("claire", "check --account Nord --product visual-studio-enterprise"), @r"
    NO  no_grant
    No membership of this company grants Visual Studio Enterprise.
    What would change it: Attain the level Silver in one competency.
    --- exit 3
    ");
}

#[test]
fn tenants_locations_and_people_are_listed_and_added() {
    let demo = Demo::start();
    assert_snapshot!(demo.shows("ines", "tenant list --columns tenant,linked_on,yours"), @r"
    TENANT             LINKED ON    YOURS TO ADMINISTER
    lumen.example      14 May 2018  yes
    lumen-lab.example  14 May 2018  yes
    --- exit 0
    ");
    assert_snapshot!(demo.shows("ines", "tenant add lumen-essais.example --yes"), @r"
    The tenant lumen-essais.example is linked.
    --- exit 0
    ");
    assert_snapshot!(demo.shows_in_french("ines", "tenant list --columns tenant,yours"), @r"
    LOCATAIRE             À ADMINISTRER PAR VOUS
    lumen.example         oui
    lumen-lab.example     oui
    lumen-essais.example  oui
    --- exit 0
    ");
    let again = demo.shows("ines", "tenant add lumen-essais.example --yes");
    assert!(again.contains("is linked already") && again.ends_with("--- exit 6"), "{again}");

    let refused = demo.shows("ines", "location add DE");
    assert!(refused.contains("adding a location") && refused.ends_with("--- exit 4"), "{refused}");
    let added = demo.json("louis", "location add DE --account Lumen");
    assert_eq!(added["country"], "DE");
    let shown = demo.shows_in_french("ines", "location list --columns country");
    assert!(shown.contains("Allemagne") && shown.ends_with("--- exit 0"), "{shown}");
    let listed = demo.json("ines", "location list");
    assert_eq!(listed["items"][0]["number"], added["number"]);

    let add = "person add zoe@lumen.example --name Zoé --language fr --give programme-admin --columns name,email";
    let shown = demo.shows("ines", add);
    assert!(shown.contains("zoe@lumen.example") && shown.ends_with("--- exit 0"), "{shown}");
    assert!(demo.shows("ines", add).ends_with("--- exit 6"));
    let people = demo.json("ines", "person list --role programme-admin");
    let found = |item: &serde_json::Value| item["email"] == "zoe@lumen.example" && item["kind"] == "named";
    assert!(people["items"].as_array().unwrap().iter().any(found), "{people}");
    assert!(demo.shows("ines", "person add zoe@lumen.example").ends_with("--- exit 2"));

    let correct = "person correct zoe@lumen.example --email zoe.dupre@lumen.example --name Zoë";
    let tried = demo.shows("ines", &format!("{correct} --dry-run"));
    assert!(tried.contains("What was asked for") && tried.ends_with("--- exit 0"), "{tried}");
    let shown = demo.shows("ines", &format!("{correct} --columns name,email,roles"));
    assert_snapshot!(shown, @r"
    NAME  ADDRESS                  ROLES
    Zoë   zoe.dupre@lumen.example  MPN partner admin
    --- exit 0
    ");
    assert!(demo.shows("ines", correct).ends_with("--- exit 5"), "nobody has the old address");
    let known = demo.shows("ines", "person correct zoe.dupre@lumen.example --email marc@lumen.example");
    assert!(known.contains("has this address already") && known.ends_with("--- exit 6"), "{known}");
    assert!(demo.shows("ines", "person correct marc@lumen.example").ends_with("--- exit 2"));
    // Everybody chooses their own language.
    let own = demo.json("marc", "whoami");
    let id = own["person"].as_str().unwrap();
    assert_eq!(demo.json("marc", &format!("person correct {id} --language en"))["language"], "en", "{own}");
    assert!(demo.shows("marc", &format!("person correct {id} --name Roi")).ends_with("--- exit 4"));
}

#[test]
fn a_company_makes_a_token_and_ends_it_and_the_sessions_of_its_people() {
    let demo = Demo::start();
    let made = demo.shows("ines", "api-token create nightly --role employee --last-day 2021-12-31");
    assert!(made.starts_with("symbolon_test_") && made.contains("This token is not shown again."), "{made}");
    let columns = "--columns label,person,roles,last_day,state,made_by";
    let listed = demo.shows("ines", &format!("api-token list {columns}"));
    let line = listed.lines().find(|line| line.starts_with("nightly")).expect("is listed");
    assert!(line.contains("Employee") && line.contains("in force") && line.ends_with("Inès Aubert"), "{listed}");
    assert!(demo.shows("ines", "api-token create nightly --own").ends_with("--- exit 6"), "the label is taken");
    assert!(demo.shows("ines", "api-token create all --role account-admin").ends_with("--- exit 2"), "beyond her own");
    assert!(demo.shows("marc", "api-token create mine --own").ends_with("--- exit 4"));
    assert!(demo.shows("ines", "api-token revoke nightly --dry-run").ends_with("--- exit 0"));
    let ended = demo.shows("ines", "api-token revoke nightly --yes");
    assert_eq!(ended, "The API token “nightly” lets nobody in any more.\n--- exit 0");
    assert!(
        demo.shows("ines", "api-token revoke nightly --yes").ends_with("--- exit 5"),
        "it is not in force any more"
    );
    let tried = demo.shows("ines", "person remove marc@lumen.example --dry-run");
    assert!(tried.contains("Their sessions end") && tried.ends_with("--- exit 0"), "{tried}");
    let last = demo.shows("ines", "person remove ines@lumen.example --yes");
    assert!(last.contains("add --acknowledge-last.") && last.ends_with("--- exit 6"), "{last}");
    let ended = demo.shows_in_french("ines", "person sign-out marc@lumen.example --yes");
    assert!(ended.ends_with("--- exit 0") && ended.contains("session"), "{ended}");
    let out = demo.shows("ines", "person remove marc@lumen.example --yes");
    assert_eq!(out, "marc@lumen.example is not in the directory any more.\n--- exit 0");
}

#[test]
fn figures_over_all_companies_are_counted_and_written_as_a_table() {
    let demo = Demo::start();
    let counted = demo.json("claire", "export memberships");
    let held = |item: &serde_json::Value| item["held"].as_u64().unwrap();
    let held: u64 = counted["items"].as_array().unwrap().iter().map(held).sum();
    let ahead = demo.json("claire", "export forecast --to 2022-12-31");
    let lapses = |item: &serde_json::Value| item["lapses"].as_u64().unwrap();
    assert_eq!(ahead["items"].as_array().unwrap().iter().map(lapses).sum::<u64>(), held);
    assert!(held > 0);
    let table = demo.shows("claire", "export forecast --by day --csv");
    assert!(table.starts_with("from,to,offer,offer_name,window_opens,anniversary,last_day,lapses"), "{table}");
    let shown = demo.shows_in_french("claire", "export activity --from 2021-01-01");
    assert!(shown.starts_with("OFFRE") && shown.ends_with("--- exit 0"), "{shown}");
    assert!(demo.shows("claire", "export activity --to 2021-09-11").ends_with("--- exit 2"));
    assert!(demo.shows("ines", "export memberships").ends_with("--- exit 4"));
}

#[test]
fn what_is_to_come_is_a_calendar() {
    let demo = Demo::start();
    let shown = demo.shows("ines", "export ics");
    assert!(
        shown.starts_with("BEGIN:VCALENDAR") && shown.contains("\nEND:VCALENDAR") && shown.ends_with("--- exit 0"),
        "{shown}"
    );
    assert!(shown.contains("UID:last_day-M-") && shown.contains("TRIGGER:-PT"), "{shown}");
    let own = demo.shows("marc", "export ics --own");
    assert!(own.starts_with("BEGIN:VCALENDAR") && !own.contains("UID:last_day"), "{own}");
    assert!(demo.shows("ines", "export ics --as-of 2021-12-31").ends_with("--- exit 2"));
}

#[test]
fn an_auditor_finds_who_did_what_beside_the_ledgers() {
    let demo = Demo::start();
    demo.json("ines", "person role marc@lumen.example --give billing-admin --yes");
    assert_snapshot!(demo.shows("aida", "audit search --act change-roles"), @r"
    RECORDED              WHO          WHAT           ON WHAT
    2021-09-10T08:00:00Z  Inès Aubert  roles changed  Marc Bellier
    --- exit 0
    ");
    assert_snapshot!(demo.shows_in_french("aida", "audit search --actor demo --act api-token --limit 1"), @r"
    ENREGISTRÉ            QUI               QUOI              SUR QUOI
    2021-09-10T08:00:00Z  la démonstration  jeton d’API créé  product
    --- stderr
    Il y en a de plus anciennes : --to 2021-09-10T08:00:00Z les montre.
    --- exit 0
    ");
    let found = demo.json("aida", "audit search --object marc@lumen.example --from 2021-09-10");
    let acts: Vec<_> = found["items"].as_array().unwrap().iter().map(|entry| &entry["act"]).collect();
    assert_eq!(acts, ["change_roles", "enter_link"]);
    let refused = demo.shows("claire", "audit search");
    assert!(refused.ends_with("--- exit 4"), "{refused}");
    let wrong = demo.shows("aida", "audit search --from yesterday");
    assert!(wrong.contains("from What is wanted") && wrong.ends_with("--- exit 2"), "{wrong}");
}

#[test]
fn support_decides_on_a_replacement_after_a_preview() {
    let demo = Demo::start();
    // What a renewal grants is not provisioned at once.
    demo.json("ines", "company review");
    demo.json("ines", "membership renew M-1013 --method transfer --yes");
    let receive = "order receive --account 1000003 --order O-1037 --amount 475.00 --currency USD --reference W-1 --yes";
    assert_eq!(demo.json("louis", receive)["state"], "paid");
    let count = |kept: &str| demo.shows("louis", &format!("membership provision M-1013{kept}"));
    assert!(count(" --dry-run").starts_with("Nothing was changed. This would happen:"));
    assert!(count("").ends_with("benefits are recorded as provisioned.\n--- exit 0"));
    assert_eq!(count(""), "Nothing was left to be recorded.\n--- exit 0");
    let requests = demo.json("louis", "token requests");
    let request = requests["items"][1]["id"].as_str().unwrap().to_owned();
    assert_eq!(requests["items"][1]["intended_tenant"], "nord-atelier.example");
    let preview = demo.json("louis", &format!("token decide {request} grant --dry-run"));
    assert_eq!(preview["acknowledge"][0], "original-revoked");
    let digest = preview["preview_digest"].as_str().unwrap();
    assert!(demo.shows("louis", &format!("token decide {request} grant")).ends_with("--- exit 2"));
    assert!(demo.shows("aida", &format!("token decide {request} decline --yes")).ends_with("--- exit 4"));
    let grant = format!("token decide {request} grant --preview {digest} --acknowledge original-revoked");
    assert!(demo.shows("louis", &grant).starts_with("Granted. The replacement token: tok_"));
    assert!(demo.shows("louis", &grant).ends_with("--- exit 6"));
    let left = demo.json("louis", "token requests");
    assert_eq!(left["items"].as_array().unwrap().len(), 1);
}

#[test]
fn a_key_is_shown_once_it_was_looked_at_and_never_counts_back() {
    let demo = Demo::start();
    let reveal = "key reveal windows-10-professional";
    assert!(demo.shows("ines", &format!("{reveal} --yes")).ends_with("--- exit 2"));
    let preview = demo.json("ines", &format!("{reveal} --dry-run"));
    let digest = preview["preview_digest"].as_str().unwrap();
    let printed = demo.shows("ines", &format!("{reveal} --preview {digest} --acknowledge refund-right-ends"));
    let key = printed.lines().next().unwrap();
    assert_eq!((key.len(), key.split('-').count()), (29, 5), "{printed}");
    assert_snapshot!(demo.shows("ines", "key activations windows-10-enterprise"), @r"
    USED  MACHINE       COUNTED ON   BECAUSE OF
       1  PC-ACCUEIL    12 Oct 2020  new machine
       2  PC-ATELIER-1  13 Oct 2020  new machine
       3  PC-ATELIER-1  2 Mar 2021   hardware changed significantly
    --- stderr
    3 of 10 activations used; no more will be granted.
    --- exit 0
    ");
    let list = demo.shows("claire", "key list --account Ferme");
    assert!(list.contains("Windows 10 Enterprise                       10      10  all activations used"), "{list}");
}

#[test]
fn what_is_missing_or_not_needed_is_named() {
    let demo = Demo::start();
    assert_snapshot!(demo.shows("ines", "key reveal sql-server-2019-standard --dry-run"), @r"
    --- stderr
    Refused: This product needs no key
      SQL Server 2019 Standard needs no key. The quantity counts cores, not servers. Install the software without a key.
    --- exit 6
    ");
    assert_snapshot!(demo.shows("ines", "licence show nothing"), @r"
    --- stderr
    A value is not possible
      A value is missing, malformed or out of range; the answer names it.
      benefit The value nothing is not possible. Possible values: advanced-threat-analytics, advisory-hours, azure-ad-basic, azure-bulk-credit, azure-monthly-credit, desktop-optimization-pack-2015, dynamics-365-customer-engagement, dynamics-crm-workgroup-server-2016, enterprise-mobility-security, exchange-server-2019-cal, exchange-server-2019-standard, go-to-market-co-sell, go-to-market-gold, go-to-market-member, go-to-market-silver, intune, machine-learning-server-hadoop, machine-learning-server-linux, microsoft-365-e3, office-365-e3, office-professional-plus-2019, product-support-incidents, project-professional-2019, r-server-suse-linux, r-server-teradata, sharepoint-server-2019-enterprise, sharepoint-server-2019-enterprise-cal, signature-cloud-support, skype-for-business-server-2019, skype-for-business-server-2019-cal, sql-server-2019-standard, system-center-2019-client-management-suite, system-center-2019-standard, system-center-configuration-manager, system-center-endpoint-protection, visio-professional-2019, visual-studio-enterprise, visual-studio-professional, windows-10-enterprise, windows-10-professional, windows-embedded-8-1-industry-enterprise, windows-embedded-8-1-industry-pro, windows-embedded-8-standard, windows-embedded-posready-7, windows-server-2019-cal, windows-server-2019-datacenter, windows-server-2019-essentials, windows-server-2019-rds-cal, windows-server-2019-standard, windows-server-2022-learning-vhd, windows-storage-server-2016-workgroup.
      Correct the values named and send the request again.
    --- exit 2
    ");
    let unknown = demo.shows("ines", "token redeem office-365-e3 --tenant nowhere.example --mode extend --dry-run");
    assert!(unknown.contains("Its tenants: lumen.example, lumen-lab.example."), "{unknown}");
    let last = demo.shows("ines", "person role ines@lumen.example --take global-admin --dry-run");
    assert!(last.contains("add --acknowledge-last.") && last.ends_with("--- exit 6"), "{last}");
    let opened = demo.shows("claire", "account open Aube --country FR --dry-run");
    assert!(opened.contains("What was asked for, and nothing besides."), "{opened}");

    let left = demo.json("yann", "licence wind-down");
    let line = left["items"].as_array().unwrap().iter().find(|line| line["activation"].is_string()).unwrap();
    let (grant, used) = (line["grant"].as_str().unwrap(), line["activation"].as_str().unwrap());
    let whole = demo.shows("yann", &format!("licence confirm {grant} uninstalled"));
    assert!(whole.contains("name it with --installed: act_") && whole.ends_with("--- exit 2"), "{whole}");
    let one = format!("licence confirm {grant} uninstalled --installed {used} --columns benefit,name,quantity,how");
    let one = demo.shows("yann", &one);
    assert!(one.contains(line["benefit_name"].as_str().unwrap()) && one.contains("uninstalled"), "{one}");

    let balances = demo.json("ines", "benefit balances");
    let mut held = balances["items"].as_array().unwrap().iter();
    let market = held.find(|held| held["kind"] == "go_to_market").unwrap()["grant"].as_str().unwrap();
    let activate = format!("benefit activate {market}");
    let without = demo.shows("ines", &activate);
    assert!(without.contains("On the command line: --marketing-name, --marketing-email"), "{without}");
    let contact = "--marketing-name Eva --marketing-email eva@lumen.example --columns activated_on,active_from";
    let activated = demo.shows("ines", &format!("{activate} {contact}"));
    assert!(activated.contains("10 Sep 2021   15 Sep 2021"), "{activated}");
}

#[test]
fn rows_of_a_table_are_refused_with_their_reason() {
    let demo = Demo::start();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("readings.csv");
    std::fs::write(&file, "account,dated,metric,amount\n1000003,2021-13-01,azure-consumption,5\n").unwrap();
    let line = format!("evidence import {} --source insights --dry-run", file.display());
    let refused = demo.shows("claire", &line);
    assert!(
        refused.contains("Write a day that exists, like 2021-09-01.") && refused.ends_with("--- exit 6"),
        "{refused}"
    );
}

/// A list of people, of whom the first get the seats that are free; the others are kept, each with its reason.
#[test]
fn seats_are_given_to_a_list_of_people() {
    let demo = Demo::start();
    let folder = tempfile::tempdir().unwrap();
    let (file, left) = (folder.path().join("devs.csv"), folder.path().join("left.csv"));
    let people = "E-mail;Nom\ntom@lumen.example;Tom\nmarc@lumen.example;Marc\nTOM@lumen.example;Tom\n;Personne\n\
                  nadia@lumen.example;Nadia\ngerard@lumen.example;Gérard\n";
    std::fs::write(&file, people).unwrap();
    let back = demo.shows("ines", "seat unassign lea@lumen.example --pool visual-studio-professional --yes");
    assert!(back.ends_with("--- exit 0"), "{back}");
    let import = format!("seat import {} --pool visual-studio-professional", file.display());
    // The seat that is locked waits for Gérard, who had it, and for nobody else (G-06).
    assert_snapshot!(demo.shows("ines", &format!("{import} --dry-run")), @r"
    LINE  PERSON     VERDICT      IN WORDS
       2  Tom        gets a seat
       3  Marc       has a seat
       4  Tom        named twice  The same address is on line 2. It counts once.
       5  ;Personne  gets none    There is no mail address on this line. Add it.
       6  Nadia      gets none    A seat can be given to somebody else 90 days after it was assigned, the first one from 29 September 2021 on. Come back from 29 September 2021 on.
       7  Gérard     gets a seat
    --- stderr
    2 people get a seat.
    One person has a seat of this product already and keeps it.
    One line repeats an address.
    Afterwards: 3 of 3 assigned, 0 free.
    2 lines do not pass: the reason of each stands beside it.
    --- exit 6
    ");
    let unasked = demo.shows("ines", &import);
    assert!(unasked.ends_with("--- exit 2"), "{unasked}");
    let done = demo.shows("ines", &format!("{import} --yes --bad-rows {}", left.display()));
    assert_snapshot!(done.replace(&left.display().to_string(), "left.csv"), @r"
    LINE  PERSON     VERDICT      IN WORDS
       2  Tom        gets a seat
       3  Marc       has a seat
       4  Tom        named twice  The same address is on line 2. It counts once.
       5  ;Personne  gets none    There is no mail address on this line. Add it.
       6  Nadia      gets none    A seat can be given to somebody else 90 days after it was assigned, the first one from 29 September 2021 on. Come back from 29 September 2021 on.
       7  Gérard     gets a seat
    2 seats are assigned.
    --- stderr
    2 people get a seat.
    One person has a seat of this product already and keeps it.
    One line repeats an address.
    Afterwards: 3 of 3 assigned, 0 free.
    Written to left.csv
    2 lines do not pass: the reason of each stands beside it.
    --- exit 6
    ");
    let kept = std::fs::read_to_string(&left).unwrap();
    assert_snapshot!(kept.trim_start_matches('\u{feff}').replace('\r', ""), @r#"
    name,email,country,reason
    ;Personne,,,There is no mail address on this line. Add it.
    Nadia,nadia@lumen.example,,"A seat can be given to somebody else 90 days after it was assigned, the first one from 29 September 2021 on. Come back from 29 September 2021 on."
    "#);
    let again =
        demo.json("ines", &format!("seat import {} --pool visual-studio-professional --dry-run", left.display()));
    assert_eq!(again["counts"]["ok"], 0, "{again}");
}

#[test]
fn a_programme_with_faults_is_shown_alike_and_one_without_changes_is_no_refusal() {
    let demo = Demo::start();
    assert_snapshot!(demo.shows("claire", "programme plan mpn-2020 --dry-run"), @r"
    No value changes.
    --- exit 0
    ");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("programme.toml"), "id = 1\n").unwrap();
    let refused = demo.shows("claire", &format!("programme plan {}", folder.path().display()));
    assert!(refused.contains("programme.toml") && refused.ends_with("--- exit 2"), "{refused}");
}

#[test]
fn a_version_is_given_back_as_it_was_and_its_plan_changes_nothing() {
    let demo = Demo::start();
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    let place = own.display().to_string();
    let export = format!("programme export --to {place}");
    let shown = demo.shows("claire", &export);
    assert!(shown.starts_with(&format!("Version 1 in {place}: 15 files.")) && shown.ends_with("--- exit 0"), "{shown}");
    for (path, text) in &Files::embedded("mpn-2020").expect("is built in").0 {
        assert_eq!(&std::fs::read_to_string(own.join(path)).unwrap(), text, "{path}");
    }
    assert!(demo.shows("claire", &format!("programme plan {place}")).starts_with("No value changes."));
    let again = demo.shows("claire", &export);
    assert!(again.contains("is not empty") && again.ends_with("--- exit 2"), "{again}");

    // More days for a replacement, with the worked example of the first day after them; and what a text editor leaves.
    let edited = |path: &str, from: &str, to: &str| {
        let text = std::fs::read_to_string(own.join(path)).unwrap();
        assert!(text.contains(from), "{path} does not hold {from}");
        let changed = text.replace(from, to) + "\r\n# é\t \n";
        std::fs::write(own.join(path), &changed).unwrap();
        changed
    };
    let changed = edited("benefits/cloud.toml", "within = \"P30D\" # D-22", "within = \"P45D\" # D-22");
    let example = "act = { on = 2020-12-11, replace = \"wrong_tenant\" }";
    edited("tests/faq.toml", example, &example.replace("2020-12-11", "2020-12-26"));
    let made = demo.json("claire", &format!("programme plan {place}"));
    let (plan, digest) = (made["id"].as_str().expect("an id"), made["digest"].as_str().expect("a digest"));
    let step = |who: &str, verb: &str| demo.shows(who, &format!("programme {verb} {plan} --digest {digest}"));
    let tried = step("claire", "apply --dry-run");
    assert!(tried.contains("nothing was written") && tried.ends_with("--- exit 0"), "{tried}");
    for who in ["claire", "louis"] {
        assert!(step(who, "approve --dry-run").ends_with("--- exit 4"), "who made it, and who may not");
    }
    assert!(step("claire", "apply --yes").ends_with("--- exit 0"));

    let back = folder.path().join("back");
    let answer = demo.json("claire", "programme export");
    assert_eq!((&answer["version"], &answer["files"]["benefits/cloud.toml"]), (&2.into(), &changed.into()));
    let both = demo.json("claire", &format!("programme export --version 1 --to {}", back.display()));
    assert_eq!(both["version"], 1);
    assert_eq!(Files::read_dir(&back).ok(), Files::embedded("mpn-2020"));
    assert!(demo.shows("claire", "programme export --version 3").ends_with("--- exit 5"));
    assert!(demo.shows("ines", "programme export --version 1").ends_with("--- exit 4"));
    let applied = &demo.json("claire", "programme history")["items"][1];
    assert!(applied["applied_by"].as_str().is_some_and(|id| id.starts_with("per_")), "{applied}");
    let named = applied["applied_by_name"].as_str().expect("a name");
    assert_eq!(named, "Claire Morel", "{applied}");
    assert!(demo.shows("claire", "programme history --table").contains(named));
}

#[test]
fn whoever_names_nothing_that_exists_is_told_so() {
    let demo = Demo::start();
    assert_snapshot!(demo.shows("ines", "membership show M-9999"), @r"
    --- stderr
    Nothing is known under this reference
      The id or number is mistyped, or the object never existed.
      Check the reference, and that you are signed in for the right company.
    --- exit 5
    ");
    // What was typed is a name and never a way to something else.
    for line in ["membership show M-1013/../M-1005", "membership show ..", "order cancel O-1/x?dry_run=true# --yes"] {
        assert!(demo.shows("ines", line).ends_with("--- exit 5"), "{line}");
    }
    assert_snapshot!(demo.shows("ines", "token show nothing"), @r"
    --- stderr
    Not found: nothing
    --- exit 5
    ");
    assert_snapshot!(demo.shows("claire", "account show"), @r"
    --- stderr
    You belong to no company: name one with --account.
    --- exit 2
    ");
    assert_snapshot!(demo.shows("claire", "account show --account atelier"), @r"
    --- stderr
    “atelier” fits several; name one by its id: acc_01cddz4q00e0080007wm000006, acc_01dnb49700e0080007wm000021, acc_01f59s5k00e0080007wm00000w
    --- exit 2
    ");
    assert_snapshot!(demo.shows("ines", "membership list --columns member,nothing"), @r"
    --- stderr
    There is no column nothing. There are: member, offer, state, anniversary, renew_between, benefits_until, left
    --- exit 2
    ");
    assert_snapshot!(demo.shows("operator", "account list"), @r"
    --- stderr
    Refused: Your role does not allow this
      Each act needs one of a few roles, and none of them was held at that moment.
      Ask a colleague who holds one of the roles named.
      Who can help: Global admin · MPN partner admin · Account admin · User management admin · Billing admin · Admin agent · Report viewer · Employee · Support agent · Programme manager
    --- exit 4
    ");
    let mut nobody = symbolon(&["membership", "list", "--lang", "fr"]);
    assert_snapshot!(shown(&nobody.env("SYMBOLON_SERVER", demo.url()).output().unwrap()), @r"
    --- stderr
    Refusé : Veuillez vous connecter
      La demande ne porte ni jeton d’API ni session, ou ils sont inconnus, retirés ou trop anciens.
      Mettez un jeton d’API valable dans SYMBOLON_TOKEN, ou dans un fichier que --token-file désigne.
    --- exit 4
    ");
}

#[test]
fn notices_are_listed_by_company_and_person_and_read_in_both_languages() {
    let demo = Demo::start();
    assert_snapshot!(demo.shows("ines", "notice list"), @r"
    SENT ON      NOTICE                  MEMBER  OFFER               DUE ON       TO
    12 Oct 2020  Seat assigned                                       12 Oct 2020  Léa Fontaine
    1 Jul 2021   Seat assigned                                       1 Jul 2021   Marc Bellier
    1 Jul 2021   Seat assigned                                       1 Jul 2021   Gérard L’Hostis
    17 Aug 2021  Anniversary is near     M-1013  Action Pack (MAPS)  17 Aug 2021  Inès Aubert and Tom Delmas
    2 Sep 2021   Renewal window is open  M-1013  Action Pack (MAPS)  2 Sep 2021   Inès Aubert and Tom Delmas
    --- exit 0
    ");
    demo.json("ines", "clock advance --to 2021-10-02");
    let columns = "sent_on,to,mail,subject";
    let of_ines = format!("notice messages --person ines@lumen.example --columns {columns} --quiet");
    assert_snapshot!(demo.shows_in_french("ines", &of_ines), @r"
    ENVOYÉ LE      À            COURRIEL   OBJET
    17 août 2021   Inès Aubert  gardé ici  À renouveler à partir du 2 septembre 2021 : Action Pack (MAPS)
    2 sept. 2021   Inès Aubert  gardé ici  À renouveler au plus tard le 1er octobre 2021 : Action Pack (MAPS)
    24 sept. 2021  Inès Aubert  gardé ici  Dernier jour le 1er octobre 2021 : renouvelez Action Pack (MAPS)
    1er oct. 2021  Inès Aubert  gardé ici  Dernier jour pour renouveler : Action Pack (MAPS), 1er octobre 2021
    2 oct. 2021    Inès Aubert  gardé ici  Adhésion terminée le 2 octobre 2021 : Action Pack (MAPS) – désinstaller ou acquérir une licence
    --- exit 0
    ");
    let messages = demo.json("ines", "notice messages --person tom@lumen.example");
    let last = messages["items"].as_array().and_then(|items| items.last()).expect("a message");
    let shown = demo.shows("ines", &format!("notice show {}", last["id"].as_str().expect("an id")));
    for part in [
        "To Tom Delmas, 2 October 2021",
        "uninstalled, or licensed commercially",
        "désinstallés ou acquis sous licence",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
}

#[test]
fn a_renewal_is_ordered_by_one_and_paid_by_another() {
    let demo = Demo::start();
    // What others notice is asked, and the script that nobody can ask has to say so.
    for line in [
        "order place --membership M-1013 --method transfer",
        "order cancel O-1",
        "tenant add nord.example",
        "account rename Lumen",
        "person role tom@lumen.example --give billing-admin",
        "override grant ovr_1",
        "campaign close run_1",
        "order receive --amount 475.00 --currency USD --reference W-1",
        "order assign fnd_1 --order O-1",
        "ticket grant T-1 --text yes",
        "ticket refuse T-1 --text no",
        "ticket close T-1",
        "seat decide srq_1 grant",
        "seat decide srq_1 decline --reason october",
    ] {
        let asked = demo.shows("ines", line);
        assert!(asked.contains("Say so with --yes.") && asked.ends_with("--- exit 2"), "{line}: {asked}");
    }
    // Who asks for a document is refused with one.
    let refused = demo.json("tom", "order place --membership M-1013 --method transfer --dry-run");
    assert_eq!((&refused["status"], &refused["code"]), (&409.into(), &"profile-review-due".into()), "{refused}");
    assert_snapshot!(demo.shows_in_french("tom", "order place --membership M-1013 --method transfer --yes"), @r"
    --- stderr
    Refusé : Le profil de l’entreprise est à confirmer
      Personne n’a confirmé le profil de l’entreprise ; il doit l’être à partir du 1er septembre 2021. Relisez le profil de l’entreprise et confirmez-le, jusqu’au 1er octobre 2021.
      Qui peut aider : Inès Aubert (administrateur général) · Administrateur de compte · Agent de support
    --- exit 6
    ");
    assert_snapshot!(demo.shows("tom", "membership tasks M-1013"), @r"
    May the membership M-1013 be renewed on 10 September 2021?
    ├─ The role held allows this: buying and renewing.  [yes]
    ├─ The renewal window is open: renew between 2 September 2021 and 1 October 2021.  [yes]
    │  └─ Anniversary, the end of the paid year: 1 September 2021. Renewal window: from 2 September 2021 to 1 October 2021.
    ├─ The offer Action Pack (MAPS) is on sale.  [yes]
    ├─ The company is verified.  [yes]
    ├─ Nobody has confirmed the company’s profile; this is needed from 1 September 2021 on.  [no]
    ├─ No order for the same thing is open.  [yes]
    └─ The fee of the offer Action Pack (MAPS) is to be paid: US$475.00.  [no]
    --- exit 0
    ");
    assert_snapshot!(demo.shows_in_french("ines", "company review --dry-run"), @r"
    Rien n’a été changé. Voici ce qui arriverait :
      Le profil est confirmé à la date du 10 septembre 2021.
      La confirmation vaut pour le renouvellement de M-1013, jusqu’au 1er octobre 2021.
    --- exit 0
    ");
    assert_snapshot!(demo.shows("ines", "company review"), @r"
    The company: verified
    Profile confirmed on 10 September 2021
    --- exit 0
    ");
    assert_snapshot!(demo.shows_in_french("tom", "order place --membership M-1013 --method transfer --dry-run"), @r"
    Rien n’a été changé. Voici ce qui arriverait :
      Le montant dû est de 475,00 $US.
      La date anniversaire passe du 1er septembre 2021 au 1er septembre 2022.
      42 avantages sont accordés.
      Payez la commande, jusqu’au 10 octobre 2021.
    --- exit 0
    ");
    assert_snapshot!(demo.shows("tom", "order place --membership M-1013 --method transfer --yes"), @r"
    O-1038 Action Pack (MAPS), US$475.00 – waits for the transfer
      Pay by 10 October 2021; the transfer names: O-1038 1000003
    --- exit 0
    ");
    let order = demo.json("tom", "order list")["items"][0]["number"].as_str().expect("a number").to_owned();
    assert_snapshot!(demo.shows("ines", "order place --membership M-1013 --method card --yes"), @r"
    --- stderr
    Refused: An order for this waits to be paid
      The order O-1038 for the same thing waits to be paid until 10 October 2021. Pay the order, until 10 October 2021. Withdraw the order.
      Who can help: Inès Aubert (Global admin) · Tom Delmas (MPN partner admin)
    --- exit 6
    ");
    let receive = |amount: &str, reference: &str| {
        format!(
            "order receive --account 1000003 --order {order} --amount {amount} --currency USD --reference {reference} --yes"
        )
    };
    assert_snapshot!(demo.shows("tom", &receive("475.00", "W-1").replace("--account 1000003 ", "")), @r"
    --- stderr
    Refused: Your role does not allow this
      None of the roles held allows this: recording payments. Ask a colleague who holds one of the roles named.
      Who can help: Programme manager · Support agent
    --- exit 4
    ");
    assert_snapshot!(demo.shows_in_french("louis", &receive("470.00", "W-1")), @r"
    W-1, 470,00 $US – en attente
      ce n’est pas le montant dû
    --- exit 0
    ");
    assert_snapshot!(demo.shows("louis", &receive("475.00", "W-2")), @r"
    W-2, US$475.00 – has paid an order
    --- exit 0
    ");
    assert_snapshot!(demo.shows("tom", &format!("order show {order}")), @r"
    O-1038 Action Pack (MAPS), US$475.00 – paid
      Paid on 10 September 2021; invoice 1
    --- exit 0
    ");
    assert_snapshot!(demo.shows("louis", "order payments --account 1000003 --columns reference,amount,state,held_why"), @r"
    REFERENCE     AMOUNT  STATE              HELD BECAUSE
    W-1        US$470.00  held               it is not the amount due
    W-2        US$475.00  has paid an order  –
    --- exit 0
    ");
    assert_snapshot!(demo.shows_in_french("louis", &format!("order refund {order} --dry-run")), @r"
    --- stderr
    Refusé : Le remboursement n’est pas possible
      Ces frais ne sont pas remboursables. Utilisez ce qui a été acheté jusqu’à la fin de l’année payée ; rien ne se renouvelle tout seul.
    --- exit 6
    ");
}

#[test]
fn a_card_that_fails_is_shown_with_the_order_and_a_credit_note_is_saved() {
    let demo = Demo::start();
    demo.json("ines", "company review");
    let order = demo.json("ines", "membership renew M-1013 --method card --yes");
    let number = order["number"].as_str().expect("a number").to_owned();
    let refused = demo.shows("ines", &format!("order charge-failed {number} --reference ch-1 --code 715"));
    assert!(refused.contains("--- exit 4"), "{refused}");
    demo.json("louis", &format!("order charge-failed {number} --reference ch-1 --code 715"));
    let shown = demo.shows("ines", &format!("order show {number}"));
    assert!(shown.contains("(code 715); it can be tried again from 11 September 2021"), "{shown}");
    let notes = demo.shows("ines", "order credit-notes");
    assert!(notes.contains("--- exit 0"), "{notes}");
}
