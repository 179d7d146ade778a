//! Words that reports use for one another.
//!
//! Knows words. Must never know what they are used for. Only words that stand for one another in
//! most reports: a wrong pair makes unlike claims alike everywhere.

use std::collections::BTreeMap;

/// From the stem of a word to the stem that stands for its row, given what makes a stem.
pub(super) fn table(stem: impl Fn(&str) -> String) -> BTreeMap<String, String> {
    let mut table = BTreeMap::new();
    for row in rows() {
        let first = row.clone().next().map(&stem).unwrap_or_default();
        table.extend(row.map(|word| (stem(word), first.clone())));
    }
    table
}

/// The rows, each as its words.
fn rows() -> impl Iterator<Item = impl Iterator<Item = &'static str> + Clone> {
    [WORDS, COUNTRIES].into_iter().flat_map(|table| table.split(';')).map(str::split_whitespace)
}

/// Words that mean much the same, and forms that a stemmer does not bring together. A word stands
/// in one row.
const WORDS: &str = "\
    abandon relinquish dismantle scrap; accept acceptance; accuse allege; \
    achieve accomplish attain; admit acknowledge concede confess; adopt enact; advise advice; \
    agreement treaty deal accord pact arrangement; aim goal target objective; airport airfield; \
    alert alarm; allow permit; amend amendment; angry anger fury furious outrage; \
    announce announcement declare; annual yearly; answer response respond reply; \
    apologize apology; appear appearance; approve approval authorize authorization ratify; \
    area region zone; argue argument; armistice truce ceasefire; \
    arrest detain detention custody jail imprison; arrive reach; ask request seek sought; \
    assess assessment evaluate evaluation; asylum sanctuary; attack strike assault struck; \
    attempt try effort; award prize; backer follower; ban prohibit; \
    bankrupt bankruptcy insolvent insolvency; barrier fence wall; become became; \
    begin start commence began begun; believe belief; big major large huge; block bar; \
    boost bolster strengthen; border frontier; boss chief; \
    break breach violate violation broke broken; brief briefing; bring brought; broker mediate; \
    budget spending; build construct construction built; burn blaze; business trade commerce; \
    buy purchase acquire acquisition takeover bought; candidate nominee nominate nomination; \
    cap limit ceiling; capture seize; car vehicle; carry transport; cash money; catch caught; \
    celebrate celebration; chairman chair chairwoman; chance opportunity; \
    charge indict indictment; child children kid; choice option; choose pick select chose chosen; \
    city town; claim assert; clear evident; client customer; close closure shutdown shut; \
    collapse crash; colleague counterpart; collude collusion coordinate coordination; come came; \
    commit commitment; communicate communication; company corporation firm; \
    compensate compensation; compete competition competitor rival; complain complaint; \
    comply compliance; compromise concession; condemn denounce criticize criticism rebuke slam; \
    conduct behavior behaviour; conference convention; confirm confirmation verify verification; \
    congress lawmaker legislator; connect connected; consider consideration; consumer shopper; \
    contain include; contribute contribution donate donation; cooperate cooperation; \
    corruption bribery bribe graft; cost price; count tally; country nation; court tribunal; \
    create creation; crime offense offence; crisis emergency; cross enter entry crossing; \
    crowd throng; cut reduce reduction slash lower; damage harm; dangerous hazardous; \
    data statistics figures; debate dispute controversy; decide decision; defeat beat; \
    deficit shortfall; delay postpone defer; demand insist; deny denial; deploy deployment; \
    deport deportation expel expulsion; destroy discard demolish; detail specifics; \
    develop development; device gadget; dictator tyrant; die death dead deadly fatal; \
    different differ difference; diplomat envoy ambassador; disaster catastrophe; \
    disclose publish leak; discuss negotiate negotiation; disease illness; doctor physician; \
    document file record; doubt skeptical skepticism sceptical; draw drew drawn; \
    drive drove driven; drop fall decline decrease fell fallen; drug medicine medication; \
    earn earnings profit; earthquake quake; easy ease; economy economic; effect impact; \
    election poll vote ballot; energy power; enforce enforcement; engine motor; \
    ensure guarantee secure; environment environmental; escape flee fled; \
    estimate projection project forecast predict prediction; evacuate evacuation; \
    examine examination scrutiny scrutinize; exclusive exclusivity sole; \
    expert analyst specialist; explain explanation; explode explosion blast; \
    extend extension prolong; factory plant; fail failure; fake false bogus; family relative; \
    famous prominent; feed fed; feel felt; fight battle clash combat fought; final last; \
    find found; finish complete conclude; fire removal oust dismiss sack; flood flooding; \
    fly flew flown flight; focus center centre; foreign overseas; forget forgot forgotten; \
    form shape; free release; freedom liberty; frequent repeated repeatedly; fund finance; \
    gang cartel; gas petrol gasoline; gather rally assemble converge; give gave given; \
    go went gone goes; government administration; grow growth expand expansion grew grown; \
    gun firearm rifle; halt discontinue moratorium stop suspend freeze cease pause end; head helm; \
    hear heard; help assist aid; hide conceal hid hidden; hire recruit appoint; \
    historic unprecedented; hold held holding; honor honour; hope optimistic optimism; \
    hospital clinic; hostage captive; house residence; hurricane storm cyclone; idea notion; \
    identify identity; illegal unlawful; important significant crucial; improve improvement; \
    independent independence; infect infection; influence sway; inform notify; \
    injure injury wound; inspect inspection inspector; install installation; \
    insurance insurer insure; interfere interference meddle meddling; internet online web; \
    introduce introduction; invade invasion; invest investment; \
    investigate investigation probe inquiry; invite invitation; job employment; \
    journalist reporter; judge justice; justify justification; \
    kill killing slay murder slew slain; know aware knowledge knew known; lab laboratory; \
    labor labour; lack absence; launch unveil; lawyer attorney counsel; lead leadership led; \
    leader ruler; leave quit resign depart; lend loan lender lent; license licence; lie lying; \
    life live lives; link tie; long lengthy; loss lose lost; lure entice; main primary; \
    maintain keep retain kept; make made making; man male men; march walk; marry marriage wedding; \
    measure step; media press; meet summit talk visit trip met; member participant; merge merger; \
    method way; migrant immigrant refugee; military army; missile rocket; mistake error; \
    month monthly; mother mom; motivate motive motivation; name dub; necessary essential vital; \
    need require; note memo; nuclear atomic; observe observer; obstruct impede; \
    obtain get receive got gotten; occur happen; oil crude petroleum; old elderly; \
    operate operation; oppose opposition opponent; order instruct instruction; \
    organize organizer organiser organise; own owner ownership; pardon clemency immunity; \
    parent father; partner partnership alliance; passenger traveler traveller; pay payment paid; \
    peace peaceful; perform performance; person people; phone telephone; \
    picture photo photograph image; place put; plan scheme prepare intend; plane aircraft jet; \
    pledge promise vow; plot conspiracy conspire; police cop; politician political politics; \
    poor poverty; port harbor harbour; position post; possible potential; praise hail applaud; \
    pray prayer; prevent avert; previous former prior; prisoner inmate; process procedure; \
    produce production manufacture; program programme; propose proposal; prosecute prosecution; \
    protect protection defend defence defense; protest demonstrate demonstration demonstrator; \
    provide supply hand deliver submit; pull withdraw withdrawal; punish punishment penalty; \
    quarter quarterly; question query; quick fast swift rapid; rebel insurgent militant; \
    recession downturn; recover recovery rebound; reform overhaul; reject refuse; \
    religion religious; rely depend; remember recall; repair fix; replace replacement successor; \
    rescue save; research study; resolve settle settlement; restore reinstate; \
    restrict restriction curb; result outcome; revenue income; rich wealthy; ride rode; \
    riot unrest; rise increase climb jump hike raise rose risen; road street highway; \
    rob robbery theft steal stolen stole; rule regulation; run ran; safe safety; say said; \
    schedule timetable; science scientist scientific; secret covert clandestine; see saw seen; \
    sell sale sold; send dispatch sent; senior top; separate separation; share split; \
    ship vessel boat; shock stun surprise; shoot shooting shot; shop store; show reveal indicate; \
    shrink contract contraction shrank shrunk; sign signatory signer; sink sank sunk; sit sat; \
    site location venue; sleep slept; slow slowdown; small little tiny; \
    smuggle smuggling trafficking traffic; soldier troop; speak speech spoke spoken; \
    spy espionage intelligence; stable stability; staff personnel; stand stood; stay remain; \
    strategy strategic; strong strength; student pupil; subject topic; success successful; \
    sue lawsuit; support back endorse endorsement backing; suspect suspicion; \
    swear oath sworn swore; take took taken; tax levy; teach teacher taught; \
    technology technological; teenager teen; television tv; tell told; terror terrorism terrorist; \
    testify testimony; think thought; threat threaten menace; throw threw thrown; treat treatment; \
    truck lorry; truth true; twitter tweet; type kind; unemployed unemployment jobless; \
    university college; vaccine vaccination vaccinate; value worth; video footage; view opinion; \
    violence violent; wage salary; wait await; war conflict; warn warning caution; watch monitor; \
    weak weaken; weapon arms arsenal; wear wore; week weekly; welcome greet; widen broaden; \
    wife wives; willing willingness ready; win victory triumph won; woman female women; \
    worker employee; world global worldwide international; worry concern fear anxiety; \
    write wrote written; wrong incorrect; young youth";

/// Countries, their people and where they are governed from.
const COUNTRIES: &str = "\
    us america american; uk britain british; canada canadian; china chinese beijing; \
    europe european eu; france french; germany german; india indian; iran iranian tehran; \
    israel israeli; italy italian; japan japanese; korea korean; mexico mexican; \
    russia russian moscow kremlin; spain spanish; syria syrian; turkey turkish; ukraine ukrainian";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rust_stemmers::{Algorithm, Stemmer};

    use super::*;

    #[test]
    fn a_word_stands_in_one_row() {
        let mut seen = BTreeSet::new();
        for word in rows().flatten() {
            assert!(seen.insert(word), "{word}");
            assert_eq!(word, word.to_lowercase());
        }
        assert!(rows().all(|row| row.count() > 1));
    }

    #[test]
    fn a_stem_stands_in_one_row() {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut row_of: BTreeMap<String, usize> = BTreeMap::new();
        for (index, row) in rows().enumerate() {
            for word in row {
                let known = *row_of.entry(stemmer.stem(word).into_owned()).or_insert(index);
                assert_eq!(known, index, "{word}");
            }
        }
    }

    #[test]
    fn a_row_has_one_form() {
        let table = table(str::to_owned);
        assert_eq!(table.get("truce"), table.get("ceasefire"));
        assert_eq!(table.get("ukraine"), table.get("ukrainian"));
        assert_ne!(table.get("truce"), table.get("war"));
        assert_eq!(table.get("ferry"), None);
    }
}
