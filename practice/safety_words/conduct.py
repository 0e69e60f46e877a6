"""Words about what a colleague, or somebody else who works with children, did."""

# ruff: noqa: E501  a phrase stays on its line, whatever its length

from typing import Final

from practice.safety_words.notation import Words, listed

COLLEAGUE: Final = Words(
    about="what a colleague, or somebody else who works with children, did or asked you to do",
    sets={
        "a colleague": (
            (
                "a/another/the/my/our/this/that/one_of_my/one_of_our/one_of_the (new/senior/night/agency/other/newer/older) "
                "(line/team/duty/deputy/shift/social/support/family/residential/contact/key/youth/outreach/home/class/school) "
                "colleague/colleagues/worker/workers/manager/managers/practitioner/practitioners/supervisor/deputy/"
                "team_leader/staff_member/staff_members/member_of_staff/members_of_staff/member_of_the_team/teacher/"
                "practice_educator/educator/contact_supervisor/shift_lead/leader/teaching_assistant/foster_carer/foster_carers/foster_mum/foster_dad/keyworker/volunteer/coach/co_worker/"
                "senior/staff/tutor"
            ),
            "someone/somebody/a_person (else) in/on (my/our/the/this) team/shift/staff/office/home",
            "someone/somebody i work with",
            "somebody_senior/someone_senior",
            "the/my/our/his/her/their football/swimming/boxing/dance (club) coach/teacher/tutor/trainer",
            "staff/night_staff/other_staff/colleague/colleagues",
        ),
        "of where": (
            (
                "in/on/from/at (my/the/our/this/another/that/his/her/their) (night/day/late/duty) "
                "team/shift/office/unit/home/service/school/agency/club/floor/staff/project/nursery/college/desk"
            ),
            "here",
            "on nights/days/lates/earlies",
            "i/we work/worked/shadowed/sit with/beside",
        ),
        "had": (
            (
                "has/have/had/who/then/just/also/repeatedly/often/once/always/again/really/actually/today/yesterday/"
                "on_shift/at_work/at_handover/on_the_unit/in_the_home/in_the_office"
            ),
        ),
        "is": (
            "is/was/are/were/has_been/have_been/had_been/keeps/kept/started/being/may_be/might_be/who_is/who_was",
        ),
        "hurt": (
            (
                "hit/hits/slapped/smacked/pushed/shoved/grabbed/grabs/dragged/shook/kicked/punched/pinched/hurt/touched/"
                "kissed/groped/pinned/squeezed/yanked/threw/manhandled/restrained/locked/strangled/slap/smack/push/shove/"
                "grab/drag/shake/kick/punch/pinch/hurting/hitting/slapping/grabbing/pushing/dragging/shaking/pinning/"
                "touching/kissing/smacking/kicking/slaps/smacks/pushes/shoves/drags/shakes/kicks/punches/pinches/touches/kisses/"
                "pins/squeezes/locks/poked/flicked/spat_at/headbutted/wrestled"
            ),
        ),
        "shouted at": (
            "shouted/shouts/screamed/yelled/swore/swears/shout/scream/yell/swear/shouting/screaming/yelling/swearing at",
            (
                "mocked/humiliated/ridiculed/belittled/bullied/intimidated/threatened/taunted/goaded/mimicked/laughed_at/"
                "bullies/mocks/humiliates/belittles/undermines/threatens/intimidates/"
                "mock/humiliate/belittle/bully/taunt/threaten/mocking/humiliating/belittling/bullying/taunting/"
                "threatening/intimidating/goading/laughing_at"
            ),
        ),
        "a child": (
            "him/her/them/me/us/children/families/residents/parents",
            (
                "a/an/the/this/that/one_of_the/one_of_our/our/his/her/their/my/another/some/two (small/little/young/older/new/"
                "vulnerable/autistic/disabled/frightened/crying/looked_after/newly_qualified/four/five/six/seven/eight/nine/ten/eleven/twelve) "
                "child/children/baby/boy/boys/girl/girls/childs/mothers/mums/dads/fathers/familys/lad/young_person/young_people/teenager/teenagers/resident/residents/year/"
                "toddler/pupil/kid/kids/parent/parents/mother/mum/father/dad/family/families/student/worker/colleague"
            ),
            "a/the/one_of_the girl/boy/mother/father/mum/dad/child/person i/we/he/she work/works/worked with",
        ),
        "records": (
            (
                "(the/a/my/our/some/his/her/their/case) (case) "
                "visit/visits/note/notes/record/records/recording/recordings/entry/entries/report/reports/signature/"
                "timesheet/timesheets/assessment/minutes/contact/supervision/log/logs/dates/statutory_visits"
            ),
        ),
    },
    phrases=listed(
        """
        {a colleague} ({of where}) ({had}) ({had}) {hurt} {a child}
        {a colleague} ({of where}) {is} {hurt} {a child}
        {a colleague} ({of where}) ({had}) ({had}) {shouted at} {a child}
        {a colleague} ({of where}) {is} {shouted at} {a child}
        {a colleague} ({of where}) ({had}) ({had}) called/call/calling/calls {a child} a/an/names/stupid/fat/disgusting/useless/lazy/thick/dirty/mental/evil
        {a colleague} ({of where}) ({had}) left {a child} alone/unsupervised/unattended/on_their_own/on_her_own/on_his_own/in_the_car/outside
        {a colleague} ({of where}) ({had}) locked/refused/withheld/denied {a child} in/out/food/water/a_drink/dinner/medication
        {a colleague} ({of where}) ({had}) ({is}) (being/so/too/very/quite/really) rough/cruel/violent/abusive/aggressive/nasty/harsh/sexual with/to/towards {a child}
        {a colleague} ({of where}) (has/is/was/gets/seems) (been/getting/too/very/far_too/over) (too) close/familiar to/with {a child}
        handled/handling/treated/treating/restrained/restraining/held {a child} (too/so/very) roughly/aggressively
        {a colleague} ({of where}) ({is}) ({had}) texting/messaging/snapchatting/dating/sleeping_with/texted/messaged/messages/texts/adding {a child}
        {a colleague} ({of where}) ({is}) ... (in/having) a relationship with {a child}
        {a colleague} ({of where}) ({is}) ({had}) giving/gives/offering/offered/gave {a child} lifts/a_lift_home/a_lift_alone/a_lift_in/a_lift_at/his/their/her (own/personal/mobile)
        {a colleague} ({of where}) ({had}) gave/given/giving {a child} money/cash/gifts/alcohol/drugs/cigarettes/vapes/his/their/her ... number/address
        {a colleague} ({of where}) ({had}) gave/given/giving money/cash/gifts/alcohol/drugs/cigarettes/vapes to
        {a colleague} ({of where}) ({is}) meeting/met {a child} outside/alone/after/on_his/on_her/in_his/in_her
        {a colleague} ({of where}) (has/have/is/was/were/had/came/comes/turned/turns/smelt/smelled/smells/seemed/who) (been/in/up/to_work/on_shift) (been/to_work/on_shift) (strongly) drunk/high/stoned/hungover/drinking/intoxicated/of_alcohol/of_drink/of_cannabis/of_weed/using_drugs/under_the_influence/smelling_of_drink/smelling_of_alcohol
        {a colleague} ({of where}) (has/have/is/was/were/had/who/fell/keeps) (been) asleep/sleeping/falling_asleep/drinking on/at/in/during (the/a) (night) shift/duty/work/office/unit/home/sofa
        falsify/falsified/falsifying/falsification/falsifies
        backdate/backdated/backdating/backdates
        {a colleague} ({of where}) ({had}) ({is}) altering/altered/changing/changed/editing/edited/deleting/deleted/rewriting/rewrote my (case) notes/records/recording/recordings/entries/assessment/report/reports
        {a colleague} ({of where}) ({had}) ({is}) altering/altered/editing/edited/deleting/deleted {records}
        faked/faking/fabricated/fabricating/forged/forging/doctored {records}
        {a colleague} ({of where}) ({had}) ({is}) made_up/making_up/makes_up/invented/inventing/lied/lying/lies (about) {records}
        {a colleague} ({of where}) ({is}) ({had}) lied/lying/lies to/about/in the court/panel/conference/judge/manager/family/police/meeting/{a child}
        {a colleague} ({of where}) ({is}) ({had}) recorded/recording/records/wrote/logged visits/a_visit/contact/things/something that/which/she/he/they never/did_not/had_not/have_not
        visits/visit that/which never/did_not happened/happen/took_place/take_place
        {a colleague} ({of where}) ({is}) ({had}) recorded/recording/wrote/writing/signed/signing visits/a_visit ... did/had not
        {a colleague} ({of where}) ({is}) ({had}) told/asked/instructed/pressured/pressed/ordered/telling/asking/pressuring/advised/warned me/us/staff/colleagues not to record/report/write/refer/put/escalate/tell/say/mention/log/speak/raise/share/document
        {a colleague} ({of where}) ({is}) ({had}) told/asked/instructed/pressured/pressed/ordered/telling/asking/pressuring/wanted/wants/leaned_on/made me/us to delete/remove/alter/lie/sign/drop/ignore/cover/keep_quiet/say_nothing/hide/falsify/forget/pretend/downplay
        {a colleague} ({of where}) ({is}) ({had}) told/asked/instructed/pressured/pressed/ordered/pressuring/wanted/wants me/us to change/leave_out/take_out/rewrite/tone_down my/the/what/that/any ... recommendation/recommendations/findings/evidence/allegation/disclosure/bruise/bruises/injury/risk/risks/incident/opinion/statement/concern/concerns/judgement
        {a colleague} ({of where}) ({is}) ({had}) told/asked/instructed/wanted me/us to leave/take it/that/this/the_injury/the_bruise/the_allegation/the_incident out
        {a colleague} ({of where}) ({is}) ({had}) told/asked/instructed/wanted/pressured me/us to change/alter/move/amend the/a date/dates/time/times
        told/asked/instructed/pressured/ordered me/us not to record/report/escalate/document/refer/log
        was/were/been told/asked/instructed/pressured/ordered not to record/report/escalate/document/refer/log
        was/were/been/being told/asked/instructed/pressured/ordered to delete/alter/falsify/cover/lie/sign_off/ignore/hide
        {a colleague} ({of where}) ({is}) ({had}) ignored/ignoring/dismissed/dismissing/buried/hid/hidden/deleted/deleting/shredded/destroyed (the/an/a/my/his/her/their/this) allegation/allegations/disclosure/disclosures/complaint/evidence/injury/bruise/bruises/case_notes/records/notes
        cover/covering/covered {records}/it/this/that/things/something up
        cover up/for
        covering up
        covered/covering for {a colleague} who/when
        blow/blowing/blew the whistle
        whistleblow/whistleblowing/whistleblower
        misconduct
        {a colleague} ({of where}) ({is}) ({had}) made/making/makes/said/saying/says/told/telling/used/using/uses/cracked/shared/posted/sent (a/an/some/several/constant/openly/these/very/really/such) (very/really/openly/something/things/jokes) racist/sexist/homophobic/transphobic/islamophobic/antisemitic/ableist/inappropriate/sexual/derogatory/offensive/racial
        {a colleague} ({of where}) ({is}) (being/openly/so/very/really) racist/sexist/homophobic/transphobic/islamophobic/antisemitic/ableist/inappropriate/abusive/violent/cruel
        {a colleague} ({of where}) ({is}) ({had}) behaved/behaving/behaves/acted/acting/spoke/speaking/touched/touching (very/really/so) inappropriately/aggressively/badly/unprofessionally
        {a colleague} ({of where}) ({is}) ... inappropriate/inappropriately/unprofessional with/to/towards/around
        racist/sexist/homophobic/transphobic/islamophobic/antisemitic/ableist/sexual/derogatory comment/comments/joke/jokes/remark/remarks/language by/from {a colleague}
        {a colleague} ({of where}) ({had}) crossed/crosses/crossing a/the/some line/lines/boundary/boundaries
        {a colleague} ({of where}) crossed/crosses/crossing boundaries
        {a colleague} ({of where}) ({is}) ({had}) stole/stolen/stealing/steals
        {a colleague} ({of where}) ({is}) ({had}) took/taken/taking/takes money/cash/petty_cash/medication from
        taking/took/taken/stealing petty cash
        {a colleague} ({of where}) ({is}) ({had}) harassed/harassing/groped/bullied/bullying/bullies/harasses/threatened/grooming/groomed/abusing/abused/exploiting/victimising
        being/been/am/was/were/get/got/feel/felt (badly/constantly) bullied/harassed/victimised/humiliated/threatened/groped by {a colleague}
        being/been/am/was/were sexually harassed
        i am/have_been/was/feel (being) bullied
        excessive/unreasonable/unnecessary/too_much force
        used (far) (too_much/more) force on/with/against/than
        uncomfortable/uneasy/unhappy/worried/concerned/troubled/disturbed/upset/bothered/worry/shocked about/with/by/at/over (how/the_way/what/something) {a colleague} ... spoke/speaks/talks/talked/treats/treated/handles/handled/touches/touched/acts/acted/behaves/behaved/did/said/does
        did/do not like/trust how/the_way/what {a colleague} ... spoke/speaks/talks/talked/treats/treated/handles/handled/touches/touched/acts/acted/behaves/behaved/did/said/does/is/was
        worried/concerned/uneasy/concerns/worries/uncomfortable about/with (my/a/the) (team) colleagues/managers/workers/teachers/coachs/carers/deputys conduct/behaviour/practice/drinking/honesty/recording
        conduct/behaviour/drinking of {a colleague}
        {a colleague} ({of where}) ... should not be working with/around children
        {a colleague} ({of where}) ... not safe/fit to work with/around children
        do/would/did not trust/leave {a colleague} ({of where}) alone/with/around
        {a colleague} ({of where}) ({is}) ... alone with {a child} behind/in_his/in_her/with_the_door/for_hours/late
        {a colleague} ({of where}) ({had}) ({is}) make/makes/made/making/cracks/cracking (a/the/constant/horrible/nasty) joke/jokes/comments/remarks about the/their/his/her/our/families/parents/children (family/familys/families/parents/childs) (accent/accents/weight/body/clothes/smell/religion/skin/race/disability/house)
        {a colleague} ({of where}) ({is}) hold/holds/holding/held/cuddles/cuddling/hugs/hugging {a child} (far/much) too close/tight/tightly/long/hard
        (was/is/been/being/got) (too/very/so/really) rough with {a child} during/in/while/when/and
        {a colleague} ({of where}) ({had}) touched/touches/touching/stroked/grabbed/put_his_hand_on/put_her_hand_on/put_a_hand_on my/his/her/their (inner) leg/knee/thigh/bottom/bum/breast/breasts/chest/hair/waist/back
        {a colleague} ({of where}) ({is}) lock/locks/locked/locking/padlocked the fridge/kitchen/food/cupboards/bedroom/bedrooms/phone/phones/toilet
        go/goes/going/went/left hungry/cold as a punishment
        as a punishment (for/by/from) {a colleague}
        withhold/withheld/withholding/taking_away/took_away/takes_away food/meals/dinner/tea/pocket_money/contact/phone_calls as a punishment
        {a colleague} ({of where}) ({had}) sleep/sleeps/slept/dozes/dozed/snores through/in/during/on (the/a/his/her/every/most) (contact/sessions/session/visits/shift/shifts/supervision/night/nights)
        copied/copies/forges/forged/faked/signed/signs (with) my signature/name
        {a colleague} ({of where}) ({is}) ({had}) lied/lies/lying about seeing/visiting/ringing {a child}
        {a colleague} ({of where}) ({is}) ({had}) reads/reading/read/looks/looking/looked/accessed/accessing/snooping (at/up/in/into/through) (the) file/files/record/records of/about/on (a/her/his/their) (children/child/family/families/neighbour/neighbours/ex) (she/he/they) (does/do) (not)
        {a colleague} ({of where}) ({is}) calls/calling/called {a child} names
        calls/calling/called {a child} names in_front_of/and_the
        {a colleague} ({of where}) ({is}) ({had}) in a/their/his/her relationship/affair with {a child}
        {a colleague} ({of where}) ... goes/went/going in/into/to his/her/their/the (girls/boys/childs) room/bedroom ... door/night/alone
        {a colleague} ({of where}) ({had}) put_up/writes/wrote/write_up/writes_up/wrote_up/signs_off/signed_off (a/the) visit/visits/contact/contacts (that/which) never/did_not happened/happen
        {a colleague} ({of where}) ({is}) ({had}) told/asked/instructed/pressured/wanted/wants me/us to close/end/shut/sign_off it/the/this/that ... without/before/unseen
        {a colleague} ({of where}) ({is}) ({had}) buys/buying/bought/gives/giving/gave {a child} presents/gifts/clothes/jewellery/a_phone/vapes/alcohol/cigarettes/drink
        {a colleague} ({of where}) ({is}) ({had}) say/says/saying/said (vile/horrible/awful/cruel/disgusting/nasty/racist/sexist/sexual/degrading) (vile/horrible/awful/cruel/disgusting/nasty/degrading) things/stuff/remarks about/to
        {a colleague} ({of where}) ({is}) ({had}) share/shares/sharing/shared/post/posts/posting/posted/takes/taking (photos/pictures/videos/screenshots/details/a_photo/a_video) of (the/a/our/his/her) children/kids/child/families/family/baby/girl/boy/girls/boys
        {a colleague} ({of where}) ({is}) signs/signed/signing/writes/wrote/writing visits/a_visit/sessions/contacts off/up (that) ... nobody/no_one/not/never
        writes/wrote/writing up visits/contacts/sessions (that/which) he/she/they (has/have/had/did) not
        {a colleague} ({of where}) swear/swearing/shout/shouting/scream/screaming at {a child}
        {a colleague} ({of where}) (is/was/are/has_been) using/taking/on/selling/dealing drugs/cocaine/weed/ketamine
        {a colleague} ({of where}) ({had}) ignored/dismissed/brushed_off/brushed_aside my/our worry/worries/concern/concerns about {a colleague}
        """
    ),
    unless=(
        "of/for (the/our/my/his/her/their) (next) supervision/review/meeting/training/panel/conference/appointment",
        "to apply/try/think/ask/say/slow/look/see/reflect/name/write/consider/explain/do",
        "lead/view/back",
    ),
)
