<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
    <context>
        <name>AlarmIntents</name>
        <message numerus="yes">
            <source> (and %n more)</source>
            <translation>
                <numerusform> (and %n more)</numerusform>
                <numerusform> (and %n more)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The station has not confirmed %n acknowledgement(s). Try again.</source>
            <translation>
                <numerusform>The station has not confirmed %n acknowledgement. Try again.</numerusform>
                <numerusform>The station has not confirmed %n acknowledgements. Try again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The station has not confirmed %n reset(s). Try again.</source>
            <translation>
                <numerusform>The station has not confirmed %n reset. Try again.</numerusform>
                <numerusform>The station has not confirmed %n resets. Try again.</numerusform>
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
            <source>Acknowledge %n alarm(s)</source>
            <translation>
                <numerusform>Acknowledge %n alarm</numerusform>
                <numerusform>Acknowledge %n alarms</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message numerus="yes">
            <source>%n new ↓</source>
            <translation>
                <numerusform>%n new ↓</numerusform>
                <numerusform>%n new ↓</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n laid aside</source>
            <translation>
                <numerusform>%n laid aside</numerusform>
                <numerusform>%n laid aside</numerusform>
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
        <name>HeaderBar</name>
        <message numerus="yes">
            <source>%n gap(s)</source>
            <translation>
                <numerusform>%n gap</numerusform>
                <numerusform>%n gaps</numerusform>
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
        <name>Tiles</name>
        <message numerus="yes">
            <source>%n entities</source>
            <translation>
                <numerusform>%n entity</numerusform>
                <numerusform>%n entities</numerusform>
            </translation>
        </message>
    </context>
</TS>
