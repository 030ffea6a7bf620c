<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
    <context>
        <name>AlarmCard</name>
        <message>
            <source>since {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>by {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cause</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leads to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Do</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Acknowledging …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Acknowledge</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Acknowledge this alarm. The station confirms it in the list.</source>
            <translation type="unfinished" />
        </message>
    </context>
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
            <translation>狀態</translation>
        </message>
        <message>
            <source>Alarm</source>
            <translation>警報</translation>
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
        <name>AttributeList</name>
        <message>
            <source>suspect</source>
            <translation>可疑</translation>
        </message>
        <message>
            <source>stale</source>
            <translation>過時</translation>
        </message>
        <message>
            <source>bad</source>
            <translation>無效</translation>
        </message>
        <message>
            <source>measured {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>received {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drag it into the trends, or double-click to plot it.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>Map</source>
            <translation>地圖</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>概覽</translation>
        </message>
        <message>
            <source>Inspector</source>
            <translation>詳情</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>警報</translation>
        </message>
        <message>
            <source>Trends</source>
            <translation>趨勢</translation>
        </message>
        <message>
            <source>Bus health</source>
            <translation>總線狀態</translation>
        </message>
        <message>
            <source>Find and select</source>
            <translation>尋找及選取</translation>
        </message>
        <message>
            <source>Search everything…</source>
            <translation>搜尋全部…</translation>
        </message>
        <message>
            <source>Find entities, alarms, actions</source>
            <translation>尋找實體、警報、操作</translation>
        </message>
        <message>
            <source>Show the selection on the map</source>
            <translation>在地圖上顯示所選</translation>
        </message>
        <message>
            <source>Bring it into view</source>
            <translation>移到畫面內</translation>
        </message>
        <message>
            <source>Plot the selection</source>
            <translation>繪製所選</translation>
        </message>
        <message>
            <source>Plot its main value</source>
            <translation>繪製其主要數值</translation>
        </message>
        <message>
            <source>Clear selection and system filter</source>
            <translation>清除選取及系統篩選</translation>
        </message>
        <message>
            <source>Panels</source>
            <translation>面板</translation>
        </message>
        <message>
            <source>Show this panel and put the keyboard into it</source>
            <translation>顯示此面板並移入鍵盤焦點</translation>
        </message>
        <message>
            <source>To the next panel</source>
            <translation>往下一個面板</translation>
        </message>
        <message>
            <source>Float the panel with the keyboard focus</source>
            <translation>浮動鍵盤焦點所在的面板</translation>
        </message>
        <message>
            <source>Reset the layout</source>
            <translation>重設版面</translation>
        </message>
        <message>
            <source>All panels as at first</source>
            <translation>所有面板回復原狀</translation>
        </message>
        <message>
            <source>View</source>
            <translation>檢視</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>全螢幕</translation>
        </message>
        <message>
            <source>Light theme</source>
            <translation>淺色主題</translation>
        </message>
        <message>
            <source>Dark or light</source>
            <translation>深色或淺色</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>程式</translation>
        </message>
        <message>
            <source>Change operator…</source>
            <translation>更換操作員…</translation>
        </message>
        <message>
            <source>Acknowledgements carry this name</source>
            <translation>確認時會記下此名稱</translation>
        </message>
        <message>
            <source>Keyboard help</source>
            <translation>鍵盤說明</translation>
        </message>
        <message>
            <source>All shortcuts on one sheet</source>
            <translation>一頁列出所有快速鍵</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>結束</translation>
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
            <translation>示範城市已停止（{why}），正在重新啟動。</translation>
        </message>
        <message>
            <source>The station stopped ({why}). It is being started again; what it had recorded is kept.</source>
            <translation>主站已停止（{why}），正在重新啟動；已記錄的資料會保留。</translation>
        </message>
    </context>
    <context>
        <name>DockTitle</name>
        <message>
            <source>Float this panel, or put it back</source>
            <translation>浮動此面板，或放回原處</translation>
        </message>
        <message>
            <source>Close this panel (the menu brings it back)</source>
            <translation>關閉此面板（可從選單再開啟）</translation>
        </message>
    </context>
    <context>
        <name>Faults</name>
        <message>
            <source>Something in the console went wrong ({error}). It goes on; please report it with the log.</source>
            <translation>主控台出現錯誤（{error}）。程式會繼續運作；請連同日誌回報。</translation>
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
            <translation>警報</translation>
        </message>
        <message>
            <source>Narrow everything to this system</source>
            <translation>全部只顯示此系統</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系統</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>操作</translation>
        </message>
    </context>
    <context>
        <name>Fold</name>
        <message>
            <source>Put the inspector away (Esc)</source>
            <translation>收起詳情（Esc）</translation>
        </message>
    </context>
    <context>
        <name>Format</name>
        <message>
            <source>{count} s</source>
            <translation>{count} 秒</translation>
        </message>
        <message>
            <source>{count} min</source>
            <translation>{count} 分</translation>
        </message>
        <message>
            <source>{hours} h {minutes}</source>
            <translation>{hours} 時 {minutes}</translation>
        </message>
        <message>
            <source>{count} d</source>
            <translation>{count} 天</translation>
        </message>
        <message>
            <source>Mon</source>
            <translation>週一</translation>
        </message>
        <message>
            <source>Tue</source>
            <translation>週二</translation>
        </message>
        <message>
            <source>Wed</source>
            <translation>週三</translation>
        </message>
        <message>
            <source>Thu</source>
            <translation>週四</translation>
        </message>
        <message>
            <source>Fri</source>
            <translation>週五</translation>
        </message>
        <message>
            <source>Sat</source>
            <translation>週六</translation>
        </message>
        <message>
            <source>Sun</source>
            <translation>週日</translation>
        </message>
        <message>
            <source>{count} m</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} km</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>HeaderBar</name>
        <message>
            <source>Menu (Alt+M)</source>
            <translation>選單（Alt+M）</translation>
        </message>
        <message>
            <source>Bus: messages a second, gaps, set aside. Opens bus health.</source>
            <translation>總線：每秒訊息、缺口、隔離數目。按下開啟總線狀態。</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>語言</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜尋</translation>
        </message>
        <message>
            <source>Search everything   Ctrl+K</source>
            <translation>搜尋全部   Ctrl+K</translation>
        </message>
        <message>
            <source>No city yet</source>
            <translation>尚未有城市</translation>
        </message>
        <message numerus="yes">
            <source>%n gap(s)</source>
            <translation>
                <numerusform>%n 個缺口</numerusform>
            </translation>
        </message>
        <message>
            <source>{rejected} set aside</source>
            <translation>{rejected} 則隔離</translation>
        </message>
        <message>
            <source>Who are you?</source>
            <translation>你是誰？</translation>
        </message>
        <message>
            <source>d MMM</source>
            <comment>date in the header, Qt format</comment>
            <translation>M月d日</translation>
        </message>
        <message>
            <source>{time} UTC</source>
            <translation>{time} UTC</translation>
        </message>
    </context>
    <context>
        <name>Health</name>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>訊息</translation>
        </message>
        <message>
            <source>/s</source>
            <translation>/秒</translation>
        </message>
        <message>
            <source>Lag</source>
            <translation>延遲</translation>
        </message>
        <message>
            <source>Gaps</source>
            <translation>缺口</translation>
        </message>
        <message>
            <source>Set aside</source>
            <translation>隔離</translation>
        </message>
        <message>
            <source>Waiting to be written</source>
            <translation>等待寫入</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>記錄中</translation>
        </message>
        <message>
            <source>Received in all</source>
            <translation>累計接收</translation>
        </message>
        <message>
            <source>Samples</source>
            <translation>樣本</translation>
        </message>
        <message>
            <source>Entities</source>
            <translation>實體</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>序列</translation>
        </message>
        <message>
            <source>Rules watching</source>
            <translation>監察中的規則</translation>
        </message>
        <message>
            <source>Message log</source>
            <translation>訊息日誌</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>資料庫</translation>
        </message>
        <message>
            <source>Station's memory</source>
            <translation>主站記憶體</translation>
        </message>
        <message>
            <source>Up for</source>
            <translation>已運行</translation>
        </message>
    </context>
    <context>
        <name>HealthPanel</name>
        <message>
            <source>Publisher</source>
            <translation>發佈者</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>速率</translation>
        </message>
        <message>
            <source>Last heard</source>
            <translation>最後收到</translation>
        </message>
        <message>
            <source>Lag</source>
            <translation>延遲</translation>
        </message>
        <message>
            <source>Gaps</source>
            <translation>缺口</translation>
        </message>
        <message>
            <source>State</source>
            <translation>狀態</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>訊息</translation>
        </message>
        <message>
            <source>Endpoint</source>
            <translation>端點</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名稱</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>客戶端</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>開始時間</translation>
        </message>
        <message>
            <source>Publishers</source>
            <translation>發佈者</translation>
        </message>
        <message>
            <source>Set aside</source>
            <translation>隔離</translation>
        </message>
        <message>
            <source>Reasons</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Endpoints</source>
            <translation>端點</translation>
        </message>
        <message>
            <source>Desks</source>
            <translation>席位</translation>
        </message>
        <message>
            <source>No health yet. The station tells it once a second as soon as the console is connected.</source>
            <translation>尚未有狀態資料。主控台連線後，主站每秒告知一次。</translation>
        </message>
        <message>
            <source>Set aside {count}</source>
            <translation>隔離 {count}</translation>
        </message>
        <message>
            <source>(without a name)</source>
            <translation>（沒有名稱）</translation>
        </message>
        <message>
            <source>{rate}/s</source>
            <translation>{rate}/秒</translation>
        </message>
        <message>
            <source>silent</source>
            <translation>沒有聲息</translation>
        </message>
        <message>
            <source>heard</source>
            <translation>正常收到</translation>
        </message>
        <message>
            <source>never</source>
            <translation>從未</translation>
        </message>
        <message>
            <source>{age} ago</source>
            <translation>{age}前</translation>
        </message>
    </context>
    <context>
        <name>HelpSheet</name>
        <message>
            <source>Keyboard help</source>
            <translation>鍵盤說明</translation>
        </message>
        <message>
            <source>In the search</source>
            <translation>搜尋時</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>任何地方</translation>
        </message>
        <message>
            <source>Choose a result</source>
            <translation>選擇結果</translation>
        </message>
        <message>
            <source>Select it and show it on the map</source>
            <translation>選取並在地圖上顯示</translation>
        </message>
        <message>
            <source>Plot it</source>
            <translation>繪圖</translation>
        </message>
        <message>
            <source>Leave the search</source>
            <translation>離開搜尋</translation>
        </message>
        <message>
            <source>To the next control</source>
            <translation>往下一個控制項</translation>
        </message>
        <message>
            <source>Open the menu</source>
            <translation>開啟選單</translation>
        </message>
    </context>
    <context>
        <name>InspectorPanel</name>
        <message>
            <source>Copy the id</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy latitude and longitude</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show on the map (M)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show on the map (Ctrl+M)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plot the selected attributes, or the most telling one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy everything as JSON</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attributes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nearby</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Alarm history</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is selected. Click a symbol on the map or an alarm, or press Ctrl+K to search.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is selected is not known to the station.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n attribute(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>place unknown</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n entities selected</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Selected</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more in the alarm list</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>The station has not confirmed %n acknowledgement(s). Try again.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Not acknowledged. </source>
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
            <translation>可疑</translation>
        </message>
        <message>
            <source>stale</source>
            <translation>過時</translation>
        </message>
        <message>
            <source>bad</source>
            <translation>無效</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>A panel could not use what was remembered of it; it starts afresh.</source>
            <translation>有面板無法使用先前記住的狀態，現以預設狀態開始。</translation>
        </message>
        <message>
            <source>The remembered layout could not be used. The default layout is shown.</source>
            <translation>無法使用先前記住的版面，現顯示預設版面。</translation>
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
            <translation>無法讀取先前記住的版面（{error}），現顯示預設版面。</translation>
        </message>
    </context>
    <context>
        <name>ModeBadge</name>
        <message>
            <source>STALE</source>
            <translation>過時</translation>
        </message>
        <message>
            <source>The station is there, but nothing arrives from the bus.</source>
            <translation>主站在線，但總線沒有任何訊息傳來。</translation>
        </message>
        <message>
            <source>LIVE</source>
            <translation>即時</translation>
        </message>
        <message>
            <source>Everything shown is the city's present state.</source>
            <translation>所示均為城市的當前狀態。</translation>
        </message>
        <message>
            <source>LOST</source>
            <translation>失聯</translation>
        </message>
        <message>
            <source>The station is not heard any more.</source>
            <translation>已收不到主站的訊號。</translation>
        </message>
        <message>
            <source>REFUSED</source>
            <translation>被拒</translation>
        </message>
        <message>
            <source>CONNECTING</source>
            <translation>連線中</translation>
        </message>
        <message>
            <source>Waiting for the station to answer.</source>
            <translation>正等待主站回應。</translation>
        </message>
        <message>
            <source>Mode: {mode}</source>
            <translation>模式：{mode}</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Close this notice</source>
            <translation>關閉此通知</translation>
        </message>
    </context>
    <context>
        <name>Operator</name>
        <message>
            <source>Operator</source>
            <translation>操作員</translation>
        </message>
        <message>
            <source>Acknowledgements are journaled with this name:</source>
            <translation>確認警報時會以此名稱記入日誌：</translation>
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
            <translation>無法開啟面板 {name}：{error}。請回報；詳情見日誌。</translation>
        </message>
    </context>
    <context>
        <name>QuarantineView</name>
        <message>
            <source>Arrived</source>
            <translation>到達時間</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Publisher</source>
            <translation>發佈者</translation>
        </message>
        <message>
            <source>Topic</source>
            <translation>主題</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>詳情</translation>
        </message>
        <message>
            <source>Messages set aside</source>
            <translation>已隔離的訊息</translation>
        </message>
        <message>
            <source>Choose a message to see its bytes.</source>
            <translation>選擇一則訊息以查看其原始位元組。</translation>
        </message>
        <message>
            <source>Bytes of the message</source>
            <translation>訊息的原始位元組</translation>
        </message>
        <message>
            <source>Ask again</source>
            <translation>重新查詢</translation>
        </message>
        <message>
            <source>Fetch the newest messages that were set aside</source>
            <translation>取得最新的已隔離訊息</translation>
        </message>
        <message numerus="yes">
            <source>%n newest message(s) set aside. Times: {zone}</source>
            <translation>
                <numerusform>最新 %n 則已隔離訊息。時區：{zone}</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing was set aside: every message could be read.</source>
            <translation>沒有隔離任何訊息：所有訊息均可讀取。</translation>
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
            <translation>實體、警報、系統或操作</translation>
        </message>
        <message>
            <source>Search everything</source>
            <translation>搜尋全部</translation>
        </message>
        <message>
            <source>Enter shows it · Ctrl+Enter plots it · Esc leaves</source>
            <translation>Enter 顯示 · Ctrl+Enter 繪圖 · Esc 離開</translation>
        </message>
        <message>
            <source>Nothing called “{query}” among {count} entities. Try a part of the name, id or type.</source>
            <translation>在 {count} 個實體中找不到「{query}」。請試試名稱、編號或類型的一部分。</translation>
        </message>
        <message>
            <source>Still reading the names: {count} so far.</source>
            <translation>仍在讀取名稱：目前 {count} 個。</translation>
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>There is no station to ask. Wait until the console is connected.</source>
            <translation>沒有可查詢的主站。請等待主控台連線。</translation>
        </message>
    </context>
    <context>
        <name>Standing</name>
        <message>
            <source>The station is not heard. Everything below is as of {time}. The console keeps trying.</source>
            <translation>收不到主站訊號。以下內容截至 {time}。主控台會繼續嘗試。</translation>
        </message>
        <message>
            <source>Nothing has arrived from the bus since {time}. Values turn stale one after another.</source>
            <translation>自 {time} 起總線沒有任何訊息傳來，數值會陸續變為過時。</translation>
        </message>
    </context>
    <context>
        <name>Tiles</name>
        <message>
            <source>City systems</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no data yet</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n entities</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>stale</source>
            <translation>過時</translation>
        </message>
        <message>
            <source>{priority}: {count} alarms, {waiting} unacknowledged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>newest data {age} ago</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Click: show only this system everywhere. Again: show all.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Toolbar</name>
        <message>
            <source>10 min</source>
            <translation>10 分</translation>
        </message>
        <message>
            <source>1 h</source>
            <translation>1 小時</translation>
        </message>
        <message>
            <source>24 h</source>
            <translation>24 小時</translation>
        </message>
        <message>
            <source>Show this much time</source>
            <translation>顯示這段時間</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>即時</translation>
        </message>
        <message>
            <source>Follow the city's time</source>
            <translation>跟隨城市時間</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暫停</translation>
        </message>
        <message>
            <source>Hold the picture; values are still collected</source>
            <translation>停住畫面；仍會收集數值</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Remove all plots</source>
            <translation>移除所有圖表</translation>
        </message>
    </context>
    <context>
        <name>TrendsPanel</name>
        <message>
            <source>No plots. Drag a value from the inspector to here, press Ctrl+P for the selected entity, or choose Ctrl+Enter in the search.</source>
            <translation>沒有圖表。請從詳情面板把數值拖到這裡，或按 Ctrl+P 繪製所選實體，或在搜尋中按 Ctrl+Enter。</translation>
        </message>
        <message>
            <source>Show what is worth a look</source>
            <translation>顯示值得留意的項目</translation>
        </message>
        <message>
            <source>Plots the values of the worst alarms, or of the first systems</source>
            <translation>繪製最嚴重警報的數值，或首幾個系統的數值</translation>
        </message>
    </context>
    <context>
        <name>_Entry</name>
        <message>
            <source>Remove {name} from the plot</source>
            <translation>從圖表移除 {name}</translation>
        </message>
    </context>
</TS>
