//! The register of installations and the wind-down list on the command line.

use crate::support::Demo;

#[test]
fn the_register_is_kept_and_the_wind_down_list_is_a_table() {
    let demo = Demo::start();
    let found = demo.json("ines", "licence show visio-professional-2019");
    let grant = found["items"][0]["grant"].as_str().expect("a line").to_owned();
    let made =
        demo.json("ines", &format!("licence record {grant} --machine-name PC-9 --purpose home_use --licences 2"));
    assert_eq!((made["over"].as_u64(), made["state"].as_str()), (Some(1), Some("breach")), "{made}");
    let id = made["id"].as_str().expect("an id").to_owned();
    let moved = demo.shows("ines", &format!("licence change {id} --purpose demonstration"));
    assert!(moved.contains("in order") && moved.ends_with("--- exit 0"), "{moved}");
    let elsewhere = demo.shows("ines", &format!("licence change {id} --place loc_00000000000000000000000001"));
    assert!(elsewhere.contains("never with another company") && elsewhere.ends_with("--- exit 6"), "{elsewhere}");
    let shown = demo.shows_in_french("ines", "licence show visio-professional-2019 --columns name,quantity,state");
    assert!(shown.contains("PC-9") && shown.contains("en ordre"), "{shown}");
    let removed = demo.shows("ines", &format!("licence remove {id}"));
    assert!(removed.ends_with("--- exit 0"), "{removed}");
    let listed = demo.shows("ines", "licence list --columns benefit,installed,over");
    let line = listed.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    assert!(line.into_iter().any(|line| line == ["Visio", "Professional", "2019", "0", "0"]), "{listed}");
    let table = demo.shows("yann", "licence wind-down --csv");
    assert!(table.starts_with("benefit,product,of,name,person,quantity,right_ends_on,how,on,by\r\n"), "{table}");
}
