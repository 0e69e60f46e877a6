"""Words about how one is: not coping, or not safe from oneself."""

# ruff: noqa: E501  a phrase stays on its line, whatever its length

from typing import Final

from practice.safety_words.notation import Words, listed

HOW_I_AM: Final = Words(
    about="how you are: not coping, not safe from your own thoughts, or worn down",
    sets={
        "very": (
            "really/very/so/quite/completely/totally/utterly/pretty/a_bit/just/still/always/also/absolutely/feeling/now",
        ),
        "i am": ("i am/was/feel/felt", "i have been (feeling)", "i am/was feeling", "left me", "me"),
    },
    phrases=listed(
        """
        {i am} ({very}) suicidal
        kill/killing/harm/harming/hurting/cut/cutting/hurt myself
        i am/have_been/have/started/keep self harming/harm/harmed
        end/ending/take/taking my own life
        end/ending my life
        end/ending it all
        i want/wanted to (just) die/disappear/not_be_here/not_wake_up
        thought/thoughts/thinking of/about dying/suicide/ending_it/not_being_here
        i (just/sometimes/often) wish i was/were/had/could/would dead/gone/not_here/not_alive/never_been_born/disappear/not_wake_up/not_be_here
        do/did not want to be here/alive any_more/anymore/at_all/.
        do not want to (be/wake_up/live) alive/wake_up/live/in_the_morning/tomorrow
        (would/i/id) rather not be here/alive
        everything/life is/feels/seems pointless/hopeless/too_much
        hope/hoping/wish i do/did/could/would/will not wake up
        better off without me
        no point in/to living/life/going_on/carrying_on/anything
        no point going on/carrying_on
        not see the/any/a point (in/of/to/any/anymore/.)
        no way out (for_me/.)
        can/could not see a/any way out/through/forward
        i can/could (just/barely/hardly/really/honestly) not (really) cope/manage any_more/anymore/./with/and/on/at/if/much
        i can/could (hardly/barely) cope/function
        i can/could not (really) cope
        i am/was (really/just) not coping
        i do not think i can cope/carry/go/keep/do
        i am/was/have_been ({very}) struggling to cope/get_up/sleep/function/get_out/keep_going/carry_on/hold/eat/breathe/face
        i am/was/have_been ({very}) struggling ./at_the_moment/and
        can/could not do this (job/work) any_more/anymore/much_longer/.
        can/could not go/carry on like/any/much/with_this/.
        can/could not keep going/doing (this/like/.)
        can/could not take (it/this/much) any_more/anymore/more/longer/.
        i (just/really/simply) can/could (just/really/hardly/barely) not (really) face going/work/coming/tomorrow/getting/it/another_day/another_week/monday/the_day
        not know how much longer i/we can
        how much longer i can/will
        not know how i/to can/will/carry/keep/go/cope (carry/keep/go/on/cope)
        at/reached/reaching/near my/breaking limit/point
        {i am} ({very}) at/near/reached/past/close_to (my/a/the) breaking_point/wits_end/end_of_my_tether/rock_bottom/limit/edge
        wits/tether/rope end .
        end of my tether/rope
        rock bottom
        {i am} ({very}) ({very}) hopeless/worthless/desperate/broken/numb/empty/dead_inside/pointless/like_a_burden/like_dying/like_giving_up/like_drowning/like_i_am_drowning/like_i_am_failing/like_i_am_falling/like_i_am_breaking/traumatised/traumatized/depressed/despairing/suffocated
        {i am} ({very}) ({very}) burnt/burned/burning out
        i think i am/might_be burnt/burned/burning/breaking out/down
        i am/was/feel_like_i_am/felt_like_i_was ({very}) falling apart
        i am/was/feel_like_i_am ({very}) breaking/cracking/losing down/up/it
        having/had/heading_for a breakdown
        fell/falling/fallen/fall apart when/in/at/after/. i
        i broke down (in/at/when/on/crying/and/.)
        can/could not stop crying/shaking/seeing/replaying/panicking/worrying/sobbing
        can/could not stop thinking about what/it/that
        i ... can/could not get ... out of my head/mind
        i keep/kept crying/sobbing/panicking/seeing/replaying/reliving/hearing
        i ... (and/then) cried/crying/sobbed/sobbing ./in_the_car/in_the_toilet/in_the_toilets/in_the_bathroom/at_my_desk/before_work/after_work/on_the_way/when_i_got
        i ... cry/cried/crying/sobbed/sobbing every/all/most/myself/the_whole/for_hours/for_no_reason/at_night
        i ... wake/waking/woke/wake_up ... and/to cry/panic/shake
        i ... wake/waking/woke ... crying/shaking/panicking/sweating/screaming
        i am/was/end_up/ended_up in tears
        i burst into tears
        in tears every/most/again
        i can/could not (get_to) sleep/eat/breathe/concentrate/switch_off_at_all
        i am/was/have_been (just) not (been) sleeping/eating
        i have/had not (been) sleeping/eating
        i have/had not/hardly/barely slept
        i lie/lay/am/was awake/lying_awake every/most/all/until/till
        i ... have/had/having/get/getting/been nightmares/flashbacks/bad_dreams
        i ... nightmares/flashbacks
        i ... have/had/having/get/getting a panic attack
        i ... panic attacks
        i dread/dreaded/am_dreading/was_dreading going/work/working/every/mondays/monday/coming/each/the_phone/opening/tomorrow
        dreading going/work/every/mondays/coming/each/the_next
        feel/felt/feeling/am/was (physically) sick every/before/at_the_thought/going/about_going/with_dread/with_worry/on_the_way/in_the_morning/on_sunday
        i drink/drank/am_drinking/have_been_drinking/drinking ... every/more/too_much/to_cope/to_sleep/to_get/to_forget/most/a_lot
        need/needed/needing a drink/drinks/pills to
        i am/was/feel/felt (really/still/just) not ok/okay/alright/all_right/doing_well/doing_ok/doing_okay/myself/in_a_good_place/fine
        i am/was/have_been in a bad/dark/terrible/low place
        i am/feel/have_been (feeling) (really/very/so/quite/pretty/completely/extremely) low (and/./lately/again/for/all/at_the_moment/most)
        my (own) mental health
        i hate/hated/loathe/despise myself/my_life
        i am/feel/felt (like) (such) a failure
        blame/blaming/forgive myself
        it is/was (all) my fault (he/she/they/the_baby/the_child/that)
        i feel/felt/am ({very}) so/very/completely/totally/utterly alone
        no_one/nobody to talk to
        no_one/nobody would notice/care/miss if i
        no_one/nobody would miss me
        no_one/nobody (at_work/here) knows how bad/much_i/low/close
        completely/totally/utterly overwhelmed
        i have/had (got) nothing left to_give/in_me/./and/for/at/now/in_the_tank
        i am/was still shaking/crying/in_shock
        i ... shaking for hours/days
        haunted/haunting/haunts by/me
        i ... thought/think/thinking about/of driving/walking/jumping/stepping/crashing/swerving into/off/in_front_of/under/under_a
        i/and/but dread/dreading/dreaded my/the/every/each phone/inbox/emails/laptop/alarm/mornings/sundays/shift/shifts/ring/call/visits
        i can/feel/felt (feel) it coming (back/on) (again)
        signed off (before/twice) and/but ... it/again
        i can/could not/barely/hardly get through a/the/another/each/my/this day/days/shift/week/morning/night
        (go/going/goes) over (and_over) it/that every/each/all night/nights/night_long
        my hands shake/shaking/tremble/shook when/every/before/at/opening
        i ... snap/snapping/shout/shouting at my own/partner/kids/children/husband/wife/family
        i hate/hated who/what i am/was/have_become/become/am_becoming
        i can/could not (even) switch off ./at_night/any_more/anymore/from_it
        i (just) go/am_going through the motions
        i broke/break/keep_breaking down in/again/after/before/every
        i/it feel/feels/felt (so/very/completely/totally) (so) alone in/with this/it/all_this
        (it) is all (got/getting) too much
        i (do) (not) think i can/could not/ever carry_on/go_on/keep_going/keep_doing/do_this/stay
        dwin/dwi/rwyn/dw_in methu cysgu/ymdopi/stopio/anadlu/bwyta
        dwin/dwi/rwyn crio bob/o_hyd/drwyr
        wedi llwyr ymladd/wedi_cael_digon
        i have had enough ./of_this_job/of_it_all/of_everything/and_i
        i wake/woke/am_waking/am_awake (up) at/every three/four/two/five/night/morning ... thinking/worrying/crying/going
        so/too tired (that) i can/could not think/drive/see/speak/function/stand/carry
        scared/afraid/frightened/terrified (that) i am going to break/snap/collapse/fall/lose
        everyone/everybody/they/people would/will be fine/better/happier without me
        feel/felt nothing now/any_more/anymore/at_all/when
        i am on my knees
        i want to quit/walk/run/leave ... never come/go back
        i want to give up ./on_everything/and
        """
    ),
    unless=(
        "of/with laughter",
        "the_same_pattern/the_same_thing/how_well/how_much_better/hope/progress/a_pattern/patterns/good",
        "to say/add/do/ask/offer/show/give_up",
        "of what/the_form/my_role",
    ),
)
