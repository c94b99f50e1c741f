//! Competencies on the command line: a profile is linked, a table is imported, somebody leaves.

use insta::assert_snapshot;

use crate::support::Demo;

#[test]
fn a_company_shows_what_it_can_and_learns_what_is_missing() {
    let demo = Demo::start();
    assert_snapshot!(demo.shows("ines", "competency requirements cloud-productivity"), @r"
    COMPETENCY          OPTION  LEVEL   REQUIREMENT       WHAT                     AT LEAST  MARKET
    Cloud Productivity          Silver  active users      Office 365 active users     2,000  Developed markets
    Cloud Productivity          Silver  active users      Office 365 active users     1,000  Developing markets
    Cloud Productivity          Silver  certified people  70-346/70-347                   1  Developed markets
    Cloud Productivity          Silver  certified people  70-346/70-347                   1  Developing markets
    Cloud Productivity          Gold    active users      Office 365 active users     4,000  Developed markets
    Cloud Productivity          Gold    active users      Office 365 active users     4,000  Developing markets
    Cloud Productivity          Gold    certified people  70-346/70-347                   2  Developed markets
    Cloud Productivity          Gold    certified people  70-346/70-347                   2  Developing markets
    --- exit 0
    ");
    assert_snapshot!(demo.shows("ines", "certification link marc@lumen.example --profile MC-17 --dry-run"), @r"
    Nothing was changed. This would happen:
      The certification profile counts for the company from 10 September 2021 on.
    --- exit 0
    ");
    assert_snapshot!(demo.shows("ines", "certification link marc@lumen.example --profile MC-17"), @r"
    The certification profile of marc@lumen.example counts for the company from today on.
    --- exit 0
    ");

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("readings.csv");
    let list = demo.json("ines", "account list");
    let account = list["items"][0]["id"].as_str().expect("a company");
    let rows = format!(
        "account,dated,metric,amount,profile,credential\n\
         {account},2021-08-31,office-365-active-users,2500,,\n\
         {account},2021-09-01,,,MC-17,70-346\n\
         {account},2021-09-11,,,MC-17,70-347\n\
         {account},2021-09-01,,,MC-17,70-999\n"
    );
    std::fs::write(&file, rows).expect("writes");
    let line = format!("evidence import {} --source insights --read-on 2021-09-09", file.display());
    let columns = "--columns line,verdict,field,text";
    assert_snapshot!(demo.shows("claire", &format!("{line} {columns}")), @r"
    LINE  VERDICT   FIELD       IN WORDS
       2  accepted              The evidence counts until 30 August 2022.
       3  accepted              The evidence counts until 31 August 2022. Competency Cloud Productivity: level Silver attained.
       4  refused   dated       Field dated: 11 September 2021 lies in the future, and nobody can know it yet. Come back from 11 September 2021 on.
       5  refused   credential  Field credential: the programme does not know 70-999. Name an exam, a certification or a figure that the programme knows on that day.
    --- stderr
    2 rows are refused; the others do not depend on them.
    --- exit 6
    ");
    assert_snapshot!(demo.shows("ines", &format!("{line} {columns}")).lines().last().unwrap_or_default(), @"--- exit 4");
    assert_snapshot!(demo.shows_in_french("ines", "competency list --stage qualified"), @r"
    COMPÉTENCE          DOMAINE                                ÉTAPE      NIVEAU  DATE ANNIVERSAIRE  RELEVÉ LE
    Productivité cloud  Espace de travail moderne et sécurité  qualifiée  Silver  –                  9 sept. 2021
    --- exit 0
    ");
    assert_snapshot!(
        demo.shows_in_french("ines", "certification release marc@lumen.example --last-day 2021-10-31 --yes"), @r"
    Le profil de certification (marc@lumen.example) compte jusqu’au 31 octobre 2021.
      Le profil de certification compte pour l’entreprise jusqu’au 31 octobre 2021.
      Compétence Productivité cloud, à partir du 1er novembre 2021 : le niveau Silver n’est plus qualifié.
    --- exit 0
    ");
    assert!(demo.shows("ines", "competency show cloud-productivity").contains("last day 31 October 2021"));
    assert_snapshot!(demo.shows("claire", &format!("competency override security --level silver --until 2021-12-10 --account {account} --yes")), @r"
    The attainment is stated until 10 December 2021; then the requirements decide again.
    --- exit 0
    ");
    assert_snapshot!(demo.shows("ines", "competency override security --level silver --until 2021-12-10 --yes").lines().last().unwrap_or_default(), @"--- exit 4");
    assert_eq!(demo.json("ines", "competency show security")["levels"][0]["override_until"], "2021-12-10");
    assert!(demo.shows("ines", "competency show nothing").ends_with("--- exit 2"));
}
