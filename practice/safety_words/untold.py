"""Words about something untold, unrecorded or kept back."""

# ruff: noqa: E501  a phrase stays on its line, whatever its length

from typing import Final

from practice.safety_words.notation import Words, listed

UNTOLD: Final = Words(
    about="something about a child or family that has not been told, recorded or passed on",
    sets={
        "somebody": (
            "to (the/my/our/his/her/their) school/family/team/mum/dad/sister/brother/manager/supervisor",
            "his/her/their/the/my/our sister/brother/mum/dad/friend/teacher/nan/carer/manager/family/team",
        ),
        "ordinary": (
            (
                "birthday/surprise/party/present/presents/gift/cake/biscuits/annual_leave/leave_dates/leave/holiday/rota/mileage/expenses/"
                "cpd/portfolio/exam/exams/results/interview/job/post/car_park/parking/printer/room_booking/booking/diary/trip/lunch/"
                "toys/keys/loft/score/match/wedding/promotion/training/course/laptop/password/form/forms/template/kettle/time/times/"
                "date/dates/venue/food_bank/chocolate/toys_are_kept/garden/tea/coffee/shortcut/rota/paint/visit_until"
            ),
        ),
        "i have not": (
            "i/we/and/but/still have/had/did (still/also) not",
            "i/we/and/but (have/had) never",
            "i still/also have not",
        ),
        "anyone": (
            "anyone/anybody/a_soul/safeguarding/mash/duty/lado/social_care/childrens_services/the_police",
            "my/the/our (line/team/duty/shift/deputy) manager/supervisor/senior/lead/boss",
            "my/the/our/their/his/her safeguarding/designated/allocated lead/worker/social_worker",
            "the/their/his/her social_worker",
        ),
        "it": (
            "it/this/that",
            (
                "the/his/her/their/a/these/those/any (first/second/last/other/new) bruise/bruises/bruising/mark/marks/burn/burns/injury/injuries/disclosure/allegation/"
                "incident/photo/photos/video/concern"
            ),
        ),
        "what was said": (
            "what/anything/something he/she/they/i ... said/told/showed/did/saw/heard/noticed",
            "what/anything/something the/his/her/their/a ... said/told/showed/did",
        ),
    },
    phrases=listed(
        """
        {i have not} (yet/actually/really/properly) told/tell {anyone}
        {i have not} (yet) said/say anything/a_word to/about/yet
        {i have not} (yet) mentioned/mention {it} (to)
        {i have not} (yet) mentioned/mention {what was said}
        {i have not} (yet) spoken/spoke/speak/talked/talk to {anyone} about
        {i have not} (yet) shared/share {it} with
        {i have not} (yet) shared/share {what was said}
        {i have not} (yet) passed/pass {it}/anything on
        {i have not} (yet) passed/pass on {it}
        {i have not} (yet) passed/pass on {what was said}
        {i have not} (yet) reported/report {it}
        {i have not} (yet) reported/report {what was said}
        {i have not} (yet) raised/raise {it} with
        {i have not} (yet) escalated/escalate {it}
        {i have not} (yet) recorded/record/logged/log {it}
        {i have not} (yet) recorded/logged {what was said}
        {i have not} (yet) written/write {it}/anything down
        {i have not} (yet) written/write down {what was said}
        {i have not} (yet) put {it} in/on/down
        {i have not} (yet) rung/ring/called/call/phoned/phone/contacted/contact/emailed {anyone} about {it}
        {i have not} (yet) rung/called/phoned/contacted mash/safeguarding/duty/lado
        {i have not} (yet) made/sent/put_in/submitted a/the/that referral
        {i have not} (yet) done/do anything about {it}
        {i have not} (yet) acted/act on {it}
        {i have not} (yet) let {anyone} know
        i/we have told/said nothing/none_of_this/none_of_it
        i/we told/shared/recorded/reported nothing/none_of_this/none_of_it
        i/we told no_one/nobody
        i/we (have) wrote/written/put nothing down/in_writing/on_file
        i/we/and/but did nothing about {it}
        i/we/and/but did nothing with what
        i/we/and/but (have) (done/did) nothing about what
        nobody/no_one else knows about/what/that/yet/.
        nobody/no_one (at_work/here) knows ... but/except me/us
        carrying/carried/carry {it} on_my_own/alone/by_myself
        {i have not} got/get round to telling/making/reporting/recording/ringing/writing/passing/calling
        {i have not} found/had the time/courage/words/nerve to tell/report/record/say
        if i told/tell/report/reported anyone/anybody/someone/it ... i have not
        nobody/no_one (at_work/here/in_the_team) knows about {it}
        nobody/no_one (at_work/here/in_the_team) knows .
        nobody/no_one (else) has been told
        nobody/no_one has done anything/acted/followed_up about/on {it}
        only_i/only_me knows/know
        i am/was/seem (still) the only one/person/worker who knows/has_been_told/she_told/he_told/they_told
        keep/keeps/kept/keeping {it} to myself
        keep/kept/keeping/stayed quiet about {it}
        keep/kept/keeping/stayed quiet about what
        keep/kept/keeping what ... to myself
        that/which/something i/we (have/had/am) kept/keeping to myself
        keep/kept/keeping {it} (a) secret
        keep/kept/keeping {it} between us/ourselves/me_and
        keep/kept/keeping his/her/their/the secret
        i/we kept/am_keeping/agreed_to_keep/said_i_would_keep a secret
        agreed/said_yes/promised to say_nothing/keep_quiet/keep_it
        sitting/sat on {it} (for/since/all)
        sitting/sat on something
        asked/begged/told/wanted/made/begging/pleaded me/with_me (to_promise) not to tell/say/repeat/pass/report/record/write/share/mention/let
        asked/begged/told/wanted/made/begging/asking me to say_nothing/keep_quiet/keep_it_quiet/keep_it_secret/promise/swear/forget_it/forget_what
        made me promise/swear
        i promised/swore (him/her/them/the_boy/the_girl/the_child) not to
        i promised/swore (him/her/them/the_boy/the_girl/the_child/that) i would not tell/say/repeat/report/record/share/pass
        i gave (him/her/them) my word
        said/promised i would not tell/repeat
        swore/sworn me/us/to (to) secrecy
        our (little) secret
        please do not tell/say anyone/anybody/anything/mum/dad/my
        do not tell/repeat anyone/anybody/mum/dad/my_mum/my_dad/this
        told/warned (him/her/them/me) not to tell/say anyone/anybody/anything/us/me/school
        told me (something/it/this) in confidence/off_the_record
        has/have not told anyone/anybody/another_adult (else/yet/.)
        has/have never told anyone/anybody/another_adult
        left {it} out of (the/my) report/notes/recording/record/assessment/minutes/plan
        is/was/are not (been) written/recorded/logged/noted (down) anywhere
        not on (the/any) file/record/system anywhere
        {it} (still) has/have (still) not (yet/even) been (properly) recorded/reported/shared/passed_on/referred/followed_up/written_down/logged
        {it} has/have never been (properly) recorded/reported/shared/passed_on/referred/followed_up
        {it} was/were never (properly) recorded/reported/shared/passed_on/referred/followed_up/investigated
        should have reported/told_someone/told_somebody/flagged
        should have told {anyone}
        should have passed {it} on
        not sure/certain/know/decided/decide who/whether/if (i/to/i_should/i_need_to/i_ought_to) (to) tell/report
        not sure/certain/know/decided/decide whether/if (i/to/i_should/i_need_to) (to) pass/say/record/raise/escalate {it}/anything
        wonder/wondering whether/if i should (have) tell/told/report/reported
        should i tell {anyone}
        should i report/pass/have_reported
        putting/put off telling/reporting/ringing/calling/recording/writing/making
        too late to report/say/tell/do_anything
        scared/afraid/frightened/nervous/reluctant to tell {anyone}
        scared/afraid/frightened/nervous/reluctant to report/speak_up/say_anything
        forgot/forgotten to report/pass_on/log
        forgot/forgotten to tell {anyone}
        forgot/forgotten to record/write_down {what was said}
        forgot/forgotten to record/write_down/mention {it}
        meaning/meant to tell {anyone}
        meaning/meant to report/log {it}
        meaning/meant to pass {it} on
        meaning/meant to record/write_down {what was said}
        meaning/meant to ring/call/phone mash/duty/safeguarding/lado
        turned/turning/turn a blind eye
        looked/looking the other way
        i ... saw it/that/this (and/but) (said/did) nothing
        i ... saw it/that/this (and/but) said/did nothing
        i ... heard it/that/this (and/but) said/did nothing
        bruise/bruises/bruising/mark/marks/burn/burns/injury/injuries/scratches/cut/cuts ... i/and/that (i) did/have not ask/asked/look/looked/check/checked/record/say/said/mention
        bruise/bruises/bruising/mark/marks/burn/burns/injury ... and/but i (have) said/did/done nothing
        only in my head
        should have made/sent/put_in/done a/the/that referral
        should have rung/called/phoned/told/gone_to mash/duty/safeguarding/the_police/lado/my_manager
        referral ... still/has/have (is/been) not (been) done/made/sent/gone
        nobody/no_one has told {anyone}
        (.) still not told/reported/recorded/rung/referred/raised/mentioned {anyone}
        (.) still not reported/recorded/referred/raised/mentioned {it}
        frightened/scared/afraid/terrified/begged/asked/wanted (of/not) to/of go/going/be/being home/back/sent ... and/but i ... sent/let/took/left/drove
        did not want to go home/back and/but i (still) sent/let/took/left/drove
        i sent/took/left/let (him/her/them) (go) home anyway
        i do not think (that) he/she/they/the_child/the_children/the_baby is/are/will_be safe (there/at_home/with/tonight/.)
        i (still) can not stop hearing it
        i (have) walked/drove/driven away from/and_said_nothing/and_left
        i (have) not gone/went back to check
        i ... did/have not (followed/follow) (it) up what/on_what/when (he/she/they)
        never followed/follow it/that/this up
        i (have) (still) not (yet) asked/ask about/him_about/her_about the/that/his/her bruise/bruises/mark/marks/burn/burns
        i left/kept/took it/that/this out of (the/my/his/her) (case) note/notes/record/report/log/write_up
        i did not pass/passed it/that/this on
        ddim wedi dweud wrth neb/unrhyw_un/fy_rheolwr
        heb ddweud wrth neb/fy_rheolwr
        paid a dweud wrth neb
        ddim wedi cofnodi/adrodd
        i/we (have/had) (still/yet) to tell/report/record/log/pass_on/ring/refer {anyone}
        sitting/sat on what he/she/they/the ... told/said/showed/saw
        {i have not} (yet) passed/pass on the/a/his/her/their worry/worries/concern/concerns/message about/from
        {i have not} (yet) raised/reported/recorded/logged/mentioned/shared it because
        {i have not} (yet) rung/phoned/called it through/in
        {i have not} had (the/a) chance to record/report/tell/write_up/write_down/log/ring/pass_on {what was said}
        told/showed me about her/his/their brother/stepdad/stepfather/uncle/dad/father/mum/mother/cousin/grandad/coach/teacher/boyfriend touching/hitting/hurting/beating/locking/watching
        i left/kept out the part/bit/thing about/where/when
        nothing has been done/said/recorded about/with the/his/her/that bruise/bruises/mark/marks/burn/injury/disclosure/allegation/photo/video
        (and) i/we have done/did nothing ./about_it/since/yet/with_it/with_that
        i (think/believe/suspect/fear/know) (that) he/she/they/a_child/the_child/the_children/the_baby/someone/this_child is/are/was/were being abused/hurt/hit/harmed/beaten/groomed/exploited/starved/neglected/touched
        i am (really/very/so) worried/scared/frightened/afraid (that) he/she/they will/might/is_going_to/are_going_to/is_going hurt/kill/harm/hit/shake/take him/her/them/it/the_baby/the_child/the_children
        scared/frightened/afraid/terrified of him/her/them/dad/mum and/but i ... left/sent/let/drove/went
        i told/promised him/her/them i would not tell/say/pass/report
        """
    ),
    unless=(
        "(what/something/it/this) ({somebody}) (yet) about/that/how/of/where/the_way (the/his/her/their/my/our/a/an/this/i/we/new/change_of/a_new) (the/new/passed/surprise/my/change_of/a) {ordinary}",
        "{ordinary}",
        "the/to_the/the_referral_to/his/her {ordinary}",
        "this month/week/year",
        "how the/to (printer/new/form/system/work/open)",
        "i am leaving/moving/pregnant/retiring/applying/off",
    ),
)
