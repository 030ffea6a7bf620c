<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
    <context>
        <name>AlarmIntents</name>
        <message numerus="yes">
            <source> (%n alarms)</source>
            <translation>
                <numerusform> (%n alarm)</numerusform>
                <numerusform> (%n alarms)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarms, each for its reason:</source>
            <translation>
                <numerusform>%n alarm, for its reason:</numerusform>
                <numerusform>%n alarms, each for its reason:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The station has not confirmed it for %n alarm(s). Try again.</source>
            <translation>
                <numerusform>The station has not confirmed it for %n alarm. Try again.</numerusform>
                <numerusform>The station has not confirmed it for %n alarms. Try again.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AlarmPanel</name>
        <message numerus="yes">
            <source>The filters hide all %n alarm(s).</source>
            <translation>
                <numerusform>The filters hide all %n alarm.</numerusform>
                <numerusform>The filters hide all %n alarms.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AlarmTable</name>
        <message numerus="yes">
            <source>%n alarm(s)</source>
            <translation>
                <numerusform>%n alarm</numerusform>
                <numerusform>%n alarms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unacknowledged</source>
            <translation>
                <numerusform>%n unacknowledged</numerusform>
                <numerusform>%n unacknowledged</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1: came first in its situation; %n more followed within {s} s of each other</source>
            <translation>
                <numerusform>1: came first in its situation; %n more followed within {s} s of each other</numerusform>
                <numerusform>1: came first in its situation; %n more followed within {s} s of each other</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1: came first at this place; %n more followed within {s} s of each other</source>
            <translation>
                <numerusform>1: came first at this place; %n more followed within {s} s of each other</numerusform>
                <numerusform>1: came first at this place; %n more followed within {s} s of each other</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AlarmVerbs</name>
        <message numerus="yes">
            <source>%n alarm(s) shelved.</source>
            <translation>
                <numerusform>%n alarm shelved.</numerusform>
                <numerusform>%n alarms shelved.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) suppressed.</source>
            <translation>
                <numerusform>%n alarm suppressed.</numerusform>
                <numerusform>%n alarms suppressed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) out of service.</source>
            <translation>
                <numerusform>%n alarm out of service.</numerusform>
                <numerusform>%n alarms out of service.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AlarmsCard</name>
        <message numerus="yes">
            <source>None. %n rules watch the city.</source>
            <translation>
                <numerusform>None. %n rule watches the city.</numerusform>
                <numerusform>None. %n rules watch the city.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AreaCard</name>
        <message numerus="yes">
            <source>%n other kinds</source>
            <translation>
                <numerusform>%n other kind</numerusform>
                <numerusform>%n other kinds</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{way} of %n value(s)</source>
            <translation>
                <numerusform>{way} of %n value</numerusform>
                <numerusform>{way} of %n values</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AreaFilter</name>
        <message numerus="yes">
            <source>%n alarm(s) outside</source>
            <translation>
                <numerusform>%n alarm outside</numerusform>
                <numerusform>%n alarms outside</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AsideBar</name>
        <message numerus="yes">
            <source>Shelve %n alarm(s)</source>
            <translation>
                <numerusform>Shelve %n alarm</numerusform>
                <numerusform>Shelve %n alarms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Suppress %n alarm(s)</source>
            <translation>
                <numerusform>Suppress %n alarm</numerusform>
                <numerusform>Suppress %n alarms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Take %n alarm(s) out of service</source>
            <translation>
                <numerusform>Take %n alarm out of service</numerusform>
                <numerusform>Take %n alarms out of service</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BasemapDialog</name>
        <message numerus="yes">
            <source>No more than %n basemaps lie over each other.</source>
            <translation>
                <numerusform>No more than %n basemap is shown.</numerusform>
                <numerusform>No more than %n basemaps lie over each other.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BreakingThrough</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Live: %n critical alarm(s) wait</source>
            <translation>
                <numerusform>Live: %n critical alarm waits</numerusform>
                <numerusform>Live: %n critical alarms wait</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CapSheet</name>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%n hour</numerusform>
                <numerusform>%n hours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>In the place of %n earlier one(s) (Update)</source>
            <translation>
                <numerusform>In the place of %n earlier one (Update)</numerusform>
                <numerusform>In the place of %n earlier ones (Update)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n earlier one(s) no longer hold (Cancel)</source>
            <translation>
                <numerusform>%n earlier one no longer holds (Cancel)</numerusform>
                <numerusform>%n earlier ones no longer hold (Cancel)</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Causes</name>
        <message numerus="yes">
            <source>Probable first cause of %n alarm(s)</source>
            <translation>
                <numerusform>Probable first cause of %n alarm</numerusform>
                <numerusform>Probable first cause of %n alarms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CitySummary</name>
        <message numerus="yes">
            <source>%n entities</source>
            <translation>
                <numerusform>%n entity</numerusform>
                <numerusform>%n entities</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{system} and %n more</source>
            <translation>
                <numerusform>{system} and %n more</numerusform>
                <numerusform>{system} and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CommentBar</name>
        <message numerus="yes">
            <source>Reset %n alarm(s)</source>
            <translation>
                <numerusform>Reset %n alarm</numerusform>
                <numerusform>Reset %n alarms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Unshelve %n alarm(s)</source>
            <translation>
                <numerusform>Unshelve %n alarm</numerusform>
                <numerusform>Unshelve %n alarms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>End the suppression of %n alarm(s)</source>
            <translation>
                <numerusform>End the suppression of %n alarm</numerusform>
                <numerusform>End the suppression of %n alarms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Return %n alarm(s) to service</source>
            <translation>
                <numerusform>Return %n alarm to service</numerusform>
                <numerusform>Return %n alarms to service</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Acknowledge %n alarm(s)</source>
            <translation>
                <numerusform>Acknowledge %n alarm</numerusform>
                <numerusform>Acknowledge %n alarms</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CutDialog</name>
        <message numerus="yes">
            <source>%n message(s)</source>
            <translation>
                <numerusform>%n message</numerusform>
                <numerusform>%n messages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DerivedDialog</name>
        <message numerus="yes">
            <source>Of %n entity(ies). History is put together by the station, of means.</source>
            <translation>
                <numerusform>Of %n entity. History is put together by the station, of means.</numerusform>
                <numerusform>Of %n entities. History is put together by the station, of means.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DesktopNotice</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Difference</name>
        <message numerus="yes">
            <source>Dotted: not comparable (%n here), unknown then or now.</source>
            <translation>
                <numerusform>Dotted: not comparable (%n here), unknown then or now.</numerusform>
                <numerusform>Dotted: not comparable (%n here), unknown then or now.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Known on fewer than %n of the days: not comparable.</source>
            <translation>
                <numerusform>Known on fewer than %n of the days: not comparable.</numerusform>
                <numerusform>Known on fewer than %n of the days: not comparable.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>the usual: median of %n day(s) at {time}</source>
            <translation>
                <numerusform>the usual: median of %n day at {time}</numerusform>
                <numerusform>the usual: median of %n days at {time}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Field</name>
        <message numerus="yes">
            <source>All %n station(s) are silent or bad: nothing is known now.</source>
            <translation>
                <numerusform>The %n station is silent or bad: nothing is known now.</numerusform>
                <numerusform>All %n stations are silent or bad: nothing is known now.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message numerus="yes">
            <source>Only the area {area} is shown; %n hidden. Click to leave it (Ctrl+Shift+D).</source>
            <translation>
                <numerusform>Only the area {area} is shown; %n hidden. Click to leave it (Ctrl+Shift+D).</numerusform>
                <numerusform>Only the area {area} is shown; %n hidden. Click to leave it (Ctrl+Shift+D).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>mine · %n outside, worst: {worst}</source>
            <translation>
                <numerusform>mine · %n outside, worst: {worst}</numerusform>
                <numerusform>mine · %n outside, worst: {worst}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new ↓</source>
            <translation>
                <numerusform>%n new ↓</numerusform>
                <numerusform>%n new ↓</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Only {system} is shown; %n hidden. Click to leave the filter.</source>
            <translation>
                <numerusform>Only {system} is shown; %n hidden. Click to leave the filter.</numerusform>
                <numerusform>Only {system} is shown; %n hidden. Click to leave the filter.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FloodBar</name>
        <message numerus="yes">
            <source>folded into %n situation(s)</source>
            <translation>
                <numerusform>folded into %n situation</numerusform>
                <numerusform>folded into %n situations</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new alarm(s) in 10 min</source>
            <translation>
                <numerusform>%n new alarm in 10 min</numerusform>
                <numerusform>%n new alarms in 10 min</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HeaderBar</name>
        <message numerus="yes">
            <source>%n gap(s)</source>
            <translation>
                <numerusform>%n gap</numerusform>
                <numerusform>%n gaps</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n areas</source>
            <translation>
                <numerusform>%n area</numerusform>
                <numerusform>%n areas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n systems</source>
            <translation>
                <numerusform>%n system</numerusform>
                <numerusform>%n systems</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>InspectorPanel</name>
        <message numerus="yes">
            <source>%n entities selected</source>
            <translation>
                <numerusform>%n entity selected</numerusform>
                <numerusform>%n entities selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them with an alarm</source>
            <translation>
                <numerusform>%n of them with an alarm</numerusform>
                <numerusform>%n of them with an alarm</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more in the alarm list</source>
            <translation>
                <numerusform>and %n more in the alarm list</numerusform>
                <numerusform>and %n more in the alarm list</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>JournalPanel</name>
        <message numerus="yes">
            <source>%n h</source>
            <translation>
                <numerusform>%n h</numerusform>
                <numerusform>%n h</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n event</numerusform>
                <numerusform>%n events</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>KindsCard</name>
        <message numerus="yes">
            <source>%n entities</source>
            <translation>
                <numerusform>%n entity</numerusform>
                <numerusform>%n entities</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LayerPanel</name>
        <message numerus="yes">
            <source>%n at 0, 0</source>
            <translation>
                <numerusform>%n at 0, 0</numerusform>
                <numerusform>%n at 0, 0</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without a place</source>
            <translation>
                <numerusform>%n without a place</numerusform>
                <numerusform>%n without a place</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LedgerTabs</name>
        <message numerus="yes">
            <source>of those shown, %n in folded groups</source>
            <translation>
                <numerusform>of those shown, %n in folded groups</numerusform>
                <numerusform>of those shown, %n in folded groups</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Legend</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more; point at it to see</source>
            <translation>
                <numerusform>and %n more; point at it to see</numerusform>
                <numerusform>and %n more; point at it to see</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ManyForm</name>
        <message numerus="yes">
            <source>The %n selected</source>
            <translation>
                <numerusform>The %n selected</numerusform>
                <numerusform>The %n selected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ManySelected</name>
        <message numerus="yes">
            <source>%n selected</source>
            <translation>
                <numerusform>%n selected</numerusform>
                <numerusform>%n selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) hidden</source>
            <translation>
                <numerusform>%n alarm hidden</numerusform>
                <numerusform>%n alarms hidden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Plot the first %n</source>
            <translation>
                <numerusform>Plot the first</numerusform>
                <numerusform>Plot the first %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Map</name>
        <message numerus="yes">
            <source>{letter}  %n with an alarm</source>
            <translation>
                <numerusform>{letter}  %n with an alarm</numerusform>
                <numerusform>{letter}  %n with an alarm</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n entities</source>
            <translation>
                <numerusform>%n entity</numerusform>
                <numerusform>%n entities</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more alarm(s)</source>
            <translation>
                <numerusform>and %n more alarm</numerusform>
                <numerusform>and %n more alarms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more kind(s)</source>
            <translation>
                <numerusform>and %n more kind</numerusform>
                <numerusform>and %n more kinds</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MapPanel</name>
        <message numerus="yes">
            <source>%n alarm(s) hidden by the filter</source>
            <translation>
                <numerusform>%n alarm hidden by the filter</numerusform>
                <numerusform>%n alarms hidden by the filter</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) on hidden layers</source>
            <translation>
                <numerusform>%n alarm on hidden layers</numerusform>
                <numerusform>%n alarms on hidden layers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Measure</name>
        <message numerus="yes">
            <source>{total} in %n legs, the last {leg}</source>
            <translation>
                <numerusform>{total} in %n leg, the last {leg}</numerusform>
                <numerusform>{total} in %n legs, the last {leg}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n points are the most. Backspace takes the last one back, Esc leaves.</source>
            <translation>
                <numerusform>%n point is the most. Backspace takes the last one back, Esc leaves.</numerusform>
                <numerusform>%n points are the most. Backspace takes the last one back, Esc leaves.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Measures</name>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%n hour</numerusform>
                <numerusform>%n hours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MeasuresPanel</name>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Neighbourhood</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Paper</name>
        <message numerus="yes">
            <source>%n row(s) saved in {file}</source>
            <translation>
                <numerusform>%n row saved in {file}</numerusform>
                <numerusform>%n rows saved in {file}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Past</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlaceBook</name>
        <message numerus="yes">
            <source>%n place(s) and view(s) written to {file}.</source>
            <translation>
                <numerusform>%n place or view written to {file}.</numerusform>
                <numerusform>%n places and views written to {file}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>There is no room for more than %n places and views.</source>
            <translation>
                <numerusform>There is no room for more than %n place or view.</numerusform>
                <numerusform>There is no room for more than %n places and views.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of your saved places could not be read.</source>
            <translation>
                <numerusform>%n of your saved places could not be read.</numerusform>
                <numerusform>%n of your saved places could not be read.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n feature(s) left out: not a point, or out of range.</source>
            <translation>
                <numerusform>%n feature left out: not a point, or out of range.</numerusform>
                <numerusform>%n features left out: not a point, or out of range.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) imported.</source>
            <translation>
                <numerusform>%n place imported.</numerusform>
                <numerusform>%n places imported.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlaceFinder</name>
        <message numerus="yes">
            <source>%n names of the basemap are known, the most important ones.</source>
            <translation>
                <numerusform>%n name of the basemap is known, the most important one.</numerusform>
                <numerusform>%n names of the basemap are known, the most important ones.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n names of the basemap are known.</source>
            <translation>
                <numerusform>%n name of the basemap is known.</numerusform>
                <numerusform>%n names of the basemap are known.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlaceMenu</name>
        <message numerus="yes">
            <source>%n entities here</source>
            <translation>
                <numerusform>%n entity here</numerusform>
                <numerusform>%n entities here</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Pointing</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QuarantineView</name>
        <message numerus="yes">
            <source>%n newest message(s) set aside. Times: {zone}</source>
            <translation>
                <numerusform>%n newest message set aside. Times: {zone}</numerusform>
                <numerusform>%n newest messages set aside. Times: {zone}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Replay</name>
        <message numerus="yes">
            <source>%n message(s) of {publisher} never came</source>
            <translation>
                <numerusform>%n message of {publisher} never came</numerusform>
                <numerusform>%n messages of {publisher} never came</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReplayBar</name>
        <message numerus="yes">
            <source>Live: %n critical</source>
            <translation>
                <numerusform>Live: %n critical</numerusform>
                <numerusform>Live: %n critical</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Replays</name>
        <message numerus="yes">
            <source>%n replays are open already. Close one first.</source>
            <translation>
                <numerusform>%n replay is open already. Close it first.</numerusform>
                <numerusform>%n replays are open already. Close one first.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Report</name>
        <message numerus="yes">
            <source>%n more alarm(s), less grave than these, are in the journal.</source>
            <translation>
                <numerusform>%n more alarm, less grave than these, is in the journal.</numerusform>
                <numerusform>%n more alarms, less grave than these, are in the journal.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) that stayed laid aside are not listed.</source>
            <translation>
                <numerusform>%n alarm that stayed laid aside is not listed.</numerusform>
                <numerusform>%n alarms that stayed laid aside are not listed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more, less grave; the table of alarms in this report has them all.</source>
            <translation>
                <numerusform>%n more, less grave; the table of alarms in this report has them all.</numerusform>
                <numerusform>%n more, less grave; the table of alarms in this report has them all.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Raised %n times: {alarm}.</source>
            <translation>
                <numerusform>Raised %n time: {alarm}.</numerusform>
                <numerusform>Raised %n times: {alarm}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Map: {caption}, %n alarm(s) in the list</source>
            <translation>
                <numerusform>Map: {caption}, %n alarm in the list</numerusform>
                <numerusform>Map: {caption}, %n alarms in the list</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more alarm(s)</source>
            <translation>
                <numerusform>and %n more alarm</numerusform>
                <numerusform>and %n more alarms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more stayed laid aside and asked nobody.</source>
            <translation>
                <numerusform>%n more stayed laid aside and asked nobody.</numerusform>
                <numerusform>%n more stayed laid aside and asked nobody.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n action(s) on alarms, by {names}.</source>
            <translation>
                <numerusform>%n action on alarms, by {names}.</numerusform>
                <numerusform>%n actions on alarms, by {names}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n note(s) written.</source>
            <translation>
                <numerusform>%n note written.</numerusform>
                <numerusform>%n notes written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source> and %n more</source>
            <translation>
                <numerusform> and %n more</numerusform>
                <numerusform> and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) raised: {priorities}.</source>
            <translation>
                <numerusform>%n alarm raised: {priorities}.</numerusform>
                <numerusform>%n alarms raised: {priorities}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) stand for more than a day, the oldest since {time}: {alarm}.</source>
            <translation>
                <numerusform>%n alarm stands for more than a day, since {time}: {alarm}.</numerusform>
                <numerusform>%n alarms stand for more than a day, the oldest since {time}: {alarm}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s): {priorities}.</source>
            <translation>
                <numerusform>%n alarm: {priorities}.</numerusform>
                <numerusform>%n alarms: {priorities}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n exceeded the time to respond.</source>
            <translation>
                <numerusform>%n exceeded the time to respond.</numerusform>
                <numerusform>%n exceeded the time to respond.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n flood(s) of alarms: {times}.</source>
            <translation>
                <numerusform>%n flood of alarms: {times}.</numerusform>
                <numerusform>%n floods of alarms: {times}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more in the ledger of the console.</source>
            <translation>
                <numerusform>%n more in the ledger of the console.</numerusform>
                <numerusform>%n more in the ledger of the console.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more minute(s) with events are in the journal.</source>
            <translation>
                <numerusform>%n more minute with events is in the journal.</numerusform>
                <numerusform>%n more minutes with events are in the journal.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more situation(s), less grave than these, are in the journal.</source>
            <translation>
                <numerusform>%n more situation, less grave than these, is in the journal.</numerusform>
                <numerusform>%n more situations, less grave than these, are in the journal.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them nobody has acknowledged yet ({priorities}).</source>
            <translation>
                <numerusform>%n of them nobody has acknowledged yet ({priorities}).</numerusform>
                <numerusform>%n of them nobody has acknowledged yet ({priorities}).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n situation(s), {open} still open.</source>
            <translation>
                <numerusform>%n situation, {open} still open.</numerusform>
                <numerusform>%n situations, {open} still open.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Data is missing in %n gap(s), {length} together: {times}.</source>
            <translation>
                <numerusform>Data is missing in %n gap of {length}: {times}.</numerusform>
                <numerusform>Data is missing in %n gaps, {length} together: {times}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %n before these are in the journal.</source>
            <translation>
                <numerusform>The %n before these is in the journal.</numerusform>
                <numerusform>The %n before these are in the journal.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The gravest has %n alarm(s) and probably began with: {text}.</source>
            <translation>
                <numerusform>The gravest has %n alarm and probably began with: {text}.</numerusform>
                <numerusform>The gravest has %n alarms and probably began with: {text}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more, less grave</source>
            <translation>
                <numerusform>and %n more, less grave</numerusform>
                <numerusform>and %n more, less grave</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{caption}: from {low} to {high}, %n alarm(s)</source>
            <translation>
                <numerusform>{caption}: from {low} to {high}, %n alarm</numerusform>
                <numerusform>{caption}: from {low} to {high}, %n alarms</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Review</name>
        <message numerus="yes">
            <source>And %n more critical alarm(s).</source>
            <translation>
                <numerusform>And %n more critical alarm.</numerusform>
                <numerusform>And %n more critical alarms.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewBar</name>
        <message numerus="yes">
            <source>Back to live: %n critical</source>
            <translation>
                <numerusform>Back to live: %n critical</numerusform>
                <numerusform>Back to live: %n critical</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RuleList</name>
        <message numerus="yes">
            <source>%n rule(s)</source>
            <translation>
                <numerusform>%n rule</numerusform>
                <numerusform>%n rules</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} of %n rule(s)</source>
            <translation>
                <numerusform>{shown} of %n rule</numerusform>
                <numerusform>{shown} of %n rules</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SituationPage</name>
        <message numerus="yes">
            <source>%n alarm(s) in it</source>
            <translation>
                <numerusform>%n alarm in it</numerusform>
                <numerusform>%n alarms in it</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unacknowledged</source>
            <translation>
                <numerusform>%n unacknowledged</numerusform>
                <numerusform>%n unacknowledged</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Timeline: %n alarm(s)</source>
            <translation>
                <numerusform>Timeline: %n alarm</numerusform>
                <numerusform>Timeline: %n alarms</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Situations</name>
        <message numerus="yes">
            <source>%n unacknowledged</source>
            <translation>
                <numerusform>%n unacknowledged</numerusform>
                <numerusform>%n unacknowledged</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Tiles</name>
        <message numerus="yes">
            <source>%n entities</source>
            <translation>
                <numerusform>%n entity</numerusform>
                <numerusform>%n entities</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TimeStrip</name>
        <message numerus="yes">
            <source>%n alarm(s) raised about then</source>
            <translation>
                <numerusform>%n alarm raised about then</numerusform>
                <numerusform>%n alarms raised about then</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) raised about then</source>
            <translation>
                <numerusform>%n alarm raised about then</numerusform>
                <numerusform>%n alarms raised about then</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TrainerBar</name>
        <message numerus="yes">
            <source>%n desk(s) connected</source>
            <translation>
                <numerusform>%n desk connected</numerusform>
                <numerusform>%n desks connected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Training</name>
        <message numerus="yes">
            <source>%n time(s)</source>
            <translation>
                <numerusform>%n time</numerusform>
                <numerusform>%n times</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more entries are in the session's file.</source>
            <translation>
                <numerusform>%n more entry is in the session's file.</numerusform>
                <numerusform>%n more entries are in the session's file.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WaitingLine</name>
        <message numerus="yes">
            <source>Not known here, waited for (%n): {names}</source>
            <translation>
                <numerusform>Not known here, waited for (%n): {names}</numerusform>
                <numerusform>Not known here, waited for (%n): {names}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Workspace</name>
        <message numerus="yes">
            <source>At most %n sheets are kept. Delete one first.</source>
            <translation>
                <numerusform>At most %n sheet is kept. Delete it first.</numerusform>
                <numerusform>At most %n sheets are kept. Delete one first.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of its entities are not known here; they are waited for.</source>
            <translation>
                <numerusform>%n of its entities is not known here; it is waited for.</numerusform>
                <numerusform>%n of its entities are not known here; they are waited for.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n remembered sheet(s) could not be read.</source>
            <translation>
                <numerusform>%n remembered sheet could not be read.</numerusform>
                <numerusform>%n remembered sheets could not be read.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>_Shape</name>
        <message numerus="yes">
            <source>%n selected</source>
            <translation>
                <numerusform>%n selected</numerusform>
                <numerusform>%n selected</numerusform>
            </translation>
        </message>
    </context>
</TS>
