<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AlarmPanel</name>
        <message numerus="yes">
            <source>The station has not confirmed %n acknowledgement(s). Try again.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>The filters hide all %n alarm(s).</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>No alarms. {rules} rules are watching {entities} entities.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source> (and %n more)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Not acknowledged. </source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Acknowledge	Enter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Acknowledge with a comment …	Shift+A</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show on map	M</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plot	P</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sort in what is new	Home</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sort by</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AlarmTable</name>
        <message>
            <source>Since ({zone})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Age</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>State</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Alarm</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Value / limit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Respond in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Acknowledged by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Priority</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sort by: {column}. Once more: the other way round.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>acknowledging …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>overdue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cause</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What to do</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Acknowledged by {name}: {comment}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AlarmWording</name>
        <message>
            <source>back to normal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unacknowledged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>acknowledged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>returned</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>latched</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>latched, ack.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>shelved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>suppressed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>out of service</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>critical</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>high</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>medium</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>low</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>Map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Overview</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Inspector</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Alarms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Trends</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bus health</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find and select</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search everything…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find entities, alarms, actions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the selection on the map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bring it into view</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plot the selection</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plot its main value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear selection and system filter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Panels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show this panel and put the keyboard into it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To the next panel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Float the panel with the keyboard focus</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reset the layout</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All panels as at first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>View</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Full screen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Light theme</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dark or light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Program</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change operator…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Acknowledgements carry this name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keyboard help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All shortcuts on one sheet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quit</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CommentBar</name>
        <message>
            <source>Your name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Acknowledgements are journaled under this name. Asked once.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comment (optional)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Written to the journal with every alarm acknowledged now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Acknowledge</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Acknowledge (Enter)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Acknowledge %n alarm(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>Companions</name>
        <message>
            <source>The demo city stopped ({why}). It is being started again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The station stopped ({why}). It is being started again; what it had recorded is kept.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DockTitle</name>
        <message>
            <source>Float this panel, or put it back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close this panel (menu View brings it back)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Faults</name>
        <message>
            <source>Something in the console went wrong ({error}). It goes on; please report it with the log.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>New alarms wait at the end of the list. Click, or press Home, to sort them in.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Acknowledge</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Acknowledge the selected alarms (Enter or A; Shift+A or Ctrl+Enter with a comment)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Silence the tones of new alarms. It changes no alarm.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Silence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter by text or place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Only alarms with these words in text, place, rule or id</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show alarms of priority: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unacknowledged only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show only what somebody still has to acknowledge</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show what is shelved, suppressed or out of service instead of the list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Only one system is shown. Click to leave the filter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{waiting} unack. · {active} active</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{waiting} unacknowledged · {active} active</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shown {shown} + hidden by filters {hidden} = {listed}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n new ↓</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n laid aside</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>Only {system} is shown; %n hidden. Click to leave the filter.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>filters: none</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>filters hide {count}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Click to leave every filter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unack.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ack.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Finder</name>
        <message>
            <source>Alarm</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Narrow everything to this system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>System</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Action</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Fold</name>
        <message>
            <source>Put the inspector away (Esc)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Format</name>
        <message>
            <source>{count} s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{hours} h {minutes}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} d</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mon</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Wed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Thu</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fri</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sun</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>HeaderBar</name>
        <message>
            <source>Menu (Alt+M)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bus: messages a second, gaps, set aside. Opens bus health.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Language</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search everything   Ctrl+K</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No city yet</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n gap(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{rejected} set aside</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Who are you?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>d MMM</source>
            <comment>date in the header, Qt format</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{time} UTC</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Health</name>
        <message>
            <source>yes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>/s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Gaps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Set aside</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waiting to be written</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recording</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Received in all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Samples</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Entities</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Series</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rules watching</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Message log</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Database</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Station's memory</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Up for</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>HealthPanel</name>
        <message>
            <source>Publisher</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last heard</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Gaps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>State</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reason</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Endpoint</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Client</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Since</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Publishers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Set aside</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reasons</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Endpoints</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Desks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No health yet. The station tells it once a second as soon as the console is connected.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Set aside {count}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(without a name)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{rate}/s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>silent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>heard</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>never</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{age} ago</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>HelpSheet</name>
        <message>
            <source>Keyboard help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In the search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everywhere</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a result</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Select it and show it on the map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plot it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leave the search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To the next control</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the menu</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LayerPanel</name>
        <message>
            <source>Layers of the map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What this map draws; Space switches a line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Layers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draw every kind again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Other</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Legend</name>
        <message>
            <source>Critical alarm</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>High alarm</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Medium alarm</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Low alarm</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Outline: acknowledged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Several in one place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Suspect value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No news: stale</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bad value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is drawn here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>suspect</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>stale</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>bad</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>A panel could not use what was remembered of it; it starts afresh.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The remembered layout could not be used. The default layout is shown.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Map</name>
        <message>
            <source>heard of {age} ago</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not live: the station is not connected.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The value is suspect.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stale: nothing new for longer than usual.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The value is bad.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{letter}  %n with an alarm</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n entities</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more alarm(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more kind(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>MapButtons</name>
        <message>
            <source>Zoom in (+)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom out (-)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Whole city (Home)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>North up (N)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose layers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Legend</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MapFooter</name>
        <message>
            <source>Latitude and longitude under the pointer (WGS 84)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Whose map this is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{lat}, {lon}   zoom {zoom}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MapPanel</name>
        <message>
            <source>Map of the city</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No basemap. Start the console with --basemap FILE (PMTiles or MBTiles) to see streets.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not live: the station is not heard. What is shown is old until it is back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The station refused this console.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Connecting to the station. The city appears here as soon as it answers.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing has been heard from the city yet. Entities appear here with their first message.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no basemap: {reason} The city is drawn without streets.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) hidden by the filter</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Filtered</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{text}  -  show every system</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n alarm(s) on hidden layers</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>Memory</name>
        <message>
            <source>The remembered layout could not be read ({error}). The default layout is shown.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ModeBadge</name>
        <message>
            <source>STALE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The station is there, but nothing arrives from the bus.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>LIVE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything shown is the city's present state.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>LOST</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The station is not heard any more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>REFUSED</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CONNECTING</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waiting for the station to answer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mode: {mode}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Close this notice</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Operator</name>
        <message>
            <source>Operator</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Acknowledgements are journaled with this name:</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Overlays</name>
        <message>
            <source>Leave the filter and show every system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show every layer again</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Panels</name>
        <message>
            <source>The panel {name} could not be opened: {error}. Please report it; the log has the details.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QuarantineView</name>
        <message>
            <source>Arrived</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reason</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Publisher</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Topic</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Detail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Messages set aside</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a message to see its bytes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bytes of the message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ask again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fetch the newest messages that were set aside</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n newest message(s) set aside. Times: {zone}</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Nothing was set aside: every message could be read.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ScaleBar</name>
        <message>
            <source>Length on the ground, at the middle of the map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} km</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} m</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SearchPalette</name>
        <message>
            <source>Entity, alarm, system or action</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Enter shows it · Ctrl+Enter plots it · Esc leaves</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing called “{query}” among {count} entities. Try a part of the name, id or type.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Still reading the names: {count} so far.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>There is no station to ask. Wait until the console is connected.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Standing</name>
        <message>
            <source>The station is not heard. Everything below is as of {time}. The console keeps trying.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing has arrived from the bus since {time}. Values turn stale one after another.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Toolbar</name>
        <message>
            <source>10 min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>24 h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show this much time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Live</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Follow the city's time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pause</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hold the picture; values are still collected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove all plots</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TrendsPanel</name>
        <message>
            <source>No plots. Drag a value from the inspector to here, press Ctrl+P for the selected entity, or choose Ctrl+Enter in the search.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show what is worth a look</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plots the values of the worst alarms, or of the first systems</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_Entry</name>
        <message>
            <source>Remove {name} from the plot</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
