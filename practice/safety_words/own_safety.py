"""Words about one's own safety at work."""

# ruff: noqa: E501  a phrase stays on its line, whatever its length

from typing import Final

from practice.safety_words.notation import Words, listed

MY_SAFETY: Final = Words(
    about="being hurt, threatened, followed or unsafe at work yourself",
    sets={
        "someone": (
            "he/she/they/who/dad/father/mum/mother/parent/boy/girl/partner/boyfriend/man/woman/brother/uncle/grandad",
            "son/daughter/teenager/lad/resident/young_person/child",
        ),
        "hurt": (
            "punched/kicked/slapped/headbutted/bit/assaulted/attacked/strangled/choked/grabbed/hit/struck/shoved",
            "spat_at/spat_on/swung_at/lunged_at/went_for/came_at/squared_up_to/cornered/trapped/chased/pinned/stabbed",
            "scratched/throttled/groped",
        ),
        "very": ("really/very/so/quite/genuinely/pretty/extremely/a_bit/too/actually/still",),
        "me": ("me/us/my_family/my_children/my_kids/my_partner",),
    },
    phrases=listed(
        """
        {someone} (then/had/has/also/suddenly/nearly/almost) {hurt} me/us
        i was/got/have_been/am_being/been (nearly/almost/then/also/physically/verbally) punched/kicked/slapped/headbutted/bitten/assaulted/attacked/strangled/grabbed/shoved/cornered/trapped/stalked/stabbed/spat
        i was/got/have_been/am_being/been (nearly/almost/then/also) hit in/on/again/twice/with/across/round/.
        i was/got/have_been/am_being/been (nearly/almost/then/also) pushed over/against/down
        i was/got/have_been/am_being/been followed/harassed/intimidated/threatened
        pushed me over/against/down/into/out/back/hard/.
        threaten/threatens/threatened/threatening {me}
        threaten/threatened/threatening to kill/hurt/hit/stab/harm/attack/find/shoot/burn/come_after/follow/get/smash/report/ruin {me}/my
        threatened/threatening to come to my/our
        threatened/threatening to put/have/send ... me
        threat/threats to/against/towards/at/about {me}
        death threat/threats
        threw/throwing/thrown ... at me
        punched/kicked/put_his_fist ... wall/door ... next_to/beside/near/by/behind (my/me)
        would hurt/kill/find/hit/get/come_after/harm/batter/stab me
        {someone} would/will/going_to hurt/kill/find/hit/harm/batter/stab me
        i (ran/had_to_run/legged_it) for/to my/the life/car/door and locked
        in my face .
        shouting/shouted/screaming/screamed/right/up in my face
        blocked/blocking/locked/barricaded me in
        blocked/blocking/stood_in/stood_across/locked my/the/his/her path/way/exit/door/doorway/front_door and/so/while/until
        blocked/blocking my path/way/exit/car
        would not let me/us leave/out/go/past
        could not get out of the house/flat/room/hostel
        follow/followed/following/chased/chasing me home/out/to/down/through/round/back/from/into/along/.
        waiting/waited for me outside/by/at/in_the_car_park
        know/knows/knew/found_out where i/we live/park
        has/have/got/found my (home) address
        turned_up/turns_up/came/came_round/been at/to my house/home/door/flat
        pulled/pulling/held/waved/drew/pointed/had a/the knife/gun/weapon/machete/hammer/bat/blade/screwdriver on/at/to/towards/against me
        set/sets his/her/their/the dog/dogs on me
        dog bit/attacked/went_for me
        i/we did/do not (really/always) feel (very/at_all/that) safe in/at/on/with/there/going/walking/leaving/alone/being/working/visiting/now/any_more/anymore/driving/doing/to_go/to_visit/when/and/but/or/.
        i/we (have/had) never felt so unsafe
        i/we feel/felt/am_feeling/was_feeling ({very}) unsafe
        made/makes/making/left/leaves me feel/feeling/felt ({very}) unsafe/threatened/intimidated
        i am/was/felt/feel ({very}) scared/afraid/frightened/terrified/fearful for my
        i am/was/felt/feel ({very}) scared/afraid/frightened/terrified of him/her/the_dad/the_father/dad/that_family/this_family/going/being_alone/this_man/that_man/what_he/what_she
        i am/was/felt/feel ({very}) scared/afraid/frightened/terrified to go/visit/be_alone/be_in/leave/walk/knock/open/do_that_visit/do_the_visit/do_this_visit/meet_him/see_him
        i am/was/felt/feel ({very}) scared/afraid/frightened/terrified ... on_my_own/by_myself/alone
        i am/was/felt/feel ({very}) scared/frightened/terrified he/she/they/dad would/will/might
        i am/was/felt/feel ({very}) frightened/terrified ./in/at/on
        fear/feared/fearing/fears for my (own) safety/life
        worried/concerned/anxious/worry about/for my (own/personal) safety
        my (own/personal) safety is/was/at/on/when/and
        put/puts/putting me/myself/us in danger/at_risk/in_harms_way
        i am/was/felt/feel ({very}) in danger
        not (a) safe (place) for me/us/staff/workers (to)
        unsafe for me/us/staff/workers (to)
        nobody/no_one knew/knows where i was/am
        should not have gone/been/visited (in/there/out) alone/on_my_own
        i do not want to go/be back/there/in_there/in_that_house/alone (alone/on_my_own) because/in_case/with
        send/sent/sends/sending/leave/left/leaves/leaving me ... abusive/threatening
        i ... got/get/getting/received/receiving/had abusive/threatening messages/texts/emails/calls/voicemails/letters
        abusive/threatening messages/texts/emails/calls/voicemails/letters to/about/at me
        stalking/harassing/intimidating/targeting me
        been/keeps/kept/started/is/are/was/were following/watching/filming/threatening/harassing/messaging/photographing me
        i am/was/have_been (being) racially abused
        racist/racial abuse/insults/names/slurs/language at/to/towards me
        racially abused/abusing me
        called me a racist
        touched/touching/groped/groping me ... inappropriately/sexually/without
        groped me
        exposed himself to me
        sexual comments/remarks about/to/at me
        posted/posting/put/shared (a/my) photo/photos/picture/pictures/video/videos/name/address of_me/online/on
        filmed/filming me and/at/outside
        my car/tyres/windscreen/window was/were/got/has_been/have_been damaged/smashed/slashed/keyed/scratched
        thought/sure/convinced/afraid/scared/worried/certain (that) he/she/they was/were/is/are/would (going/about) (to) hit/hurt/attack/kill/punch/stab/follow/grab me
        lock/locked/locking/shut/bolted the/his/her door/doors/gate behind me/us
        surrounded/surrounding my/our/the/me/us car/./at/in/and
        damaged/smashed/slashed/keyed/scratched/kicked my car/tyres/windscreen/window
        threw/throws/throwing/hurled/chucked/launched ... at/past/by/near/beside/missed my head/face/me/us
        threw/hurled/chucked ... it hit/smashed/broke/landed ... beside/next_to/near/by/behind my/me
        (a/the/his/her) knife/blade/machete/axe/hammer/bat/gun/weapon/crossbow/screwdriver/scissors (was/were/lying/sat/left) on/under/by/beside/next_to/within the arm/table/sofa/side/windowsill/bed/chair/cushion/pillow/his/her/him/reach
        (a/the) knife/blade/machete/axe/hammer/bat/gun/weapon/screwdriver/scissors in his/her/their/one hand/hands/pocket/waistband/belt/sock/sleeve/bag
        came/comes/coming at/towards/for me/us with
        put/puts/placed/had/rested (his/her/a) hand/hands on/up/round/around my/me (inner) thigh/leg/knee/waist/bottom/breast/chest/throat/neck/face/mouth/skirt
        grabbed/grabs/grabbing/twisted/pulled/squeezed/held my (left/right) wrist/wrists/arm/arms/hair/throat/neck/coat/lanyard/bag/hand/collar/shoulder ... (and) (would) not let/and_would/and_pulled/and_shouted/and_twisted/so_hard/hard/.
        messages/messaging/messaged/texts/texting/rings/ringing/calls/calling/emails me/us at_night/all_night/every_night/at_all_hours/constantly/non_stop/at_home/on_my_own_phone/on_my_personal
        he/she/they is/are/was/were/has_been/have_been watching me/us/my
        says/said/told_me (that) he/she/they is/are/was/were/has_been/have_been/would_be watching
        i/we (was/got/were/am/have_been) locked/trapped/held/barricaded in/inside (the/his/her/their/a) flat/house/room/bedroom/kitchen/bathroom/hallway
        (took/takes/taking/taken) (a/my) photo/photos/picture/pictures/video of my/me/us car/plate/number_plate/reg/house/door/kids/children
        (what) he/she/they would/will/might/could/is_going_to do to me/us/my
        put/putting me/us in the ground/hospital/a_box/a_grave
        i ... check/checking/look/looking ... mirror/over_my_shoulder/under_my_car/behind_me ... home/because/in_case/every
        no signal (and/no) (no_plan/no_way/alone/on_my_own)
        i/we go/went/visit/visited alone/on_my_own and/but nobody/no_one knows/knew
        mae/mae_gen_i ofn ... arna/mynd/yn_ôl
        arna i ofn mynd/yr/y/ei/gweld
        ddim yn teimlo yn ddiogel
        he/she/they/brother/dad/father/mum/uncle/partner/boyfriend said/says he/she/they would/will/is_going_to/was_going_to burn/smash/torch/wreck/find/follow/shoot/stab/kill/hurt my/me/us
        swung/swings/swinging (a/the/his/her) ... at me/us/my_head
        drove/driven/driving/ran/running/came/coming after me/us/my_car
        (a) brick/bottle/stone/stones/egg/eggs through/at my/our window/windows/car/windscreen/door/house
        found_out/finds_out/found/knows/knew where my children/kids/partner/family/mum/son/daughter
        i do not want to go back in/there/inside by_myself/alone/on_my_own
        go/going back in/there/in_there/to_that_house/to_that_flat by_myself/alone/on_my_own
        comments/remarks about my body/breasts/legs/bum/looks/figure
        shaking when/after/as i got/left/ran/drove out/away/that/from
        on my own with a/the/that man/dad/father/parent/woman who has/had hurt/hit/attacked/assaulted/threatened
        """
    ),
    unless=(
        "(out/in/into/to/round) (the/his/her) (kitchen/garden/room/door/gate/car) to show/thank/say_thank/say_hello/say_goodbye",
        "(the/their) garden/playground/park/shop",
        "... (with) a/his/her drawing/hug/cuddle",
        "to say what/that/so/it",
        "to speak/disagree/name",
        "by accident/midges",
    ),
)
