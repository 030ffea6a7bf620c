<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
    <context>
        <name>AlarmCard</name>
        <message>
            <source>since {time}</source>
            <translation>自 {time}</translation>
        </message>
        <message>
            <source>by {name}</source>
            <translation>由 {name}</translation>
        </message>
        <message>
            <source>Cause</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Leads to</source>
            <translation>後果</translation>
        </message>
        <message>
            <source>Do</source>
            <translation>處理</translation>
        </message>
        <message>
            <source>Acknowledging …</source>
            <translation>確認中…</translation>
        </message>
        <message>
            <source>Acknowledge</source>
            <translation>確認</translation>
        </message>
        <message>
            <source>Acknowledge this alarm. The station confirms it in the list.</source>
            <translation>確認此警報。主站會在清單中回覆。</translation>
        </message>
        <message>
            <source>Resetting …</source>
            <translation>復位中 …</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>復位</translation>
        </message>
        <message>
            <source>It cleared and was acknowledged. Reset it when the place has been checked.</source>
            <translation>條件已清除並已確認。現場檢查後請復位。</translation>
        </message>
    </context>
    <context>
        <name>AlarmHistory</name>
        <message>
            <source>raised</source>
            <translation>發出</translation>
        </message>
        <message>
            <source>cleared</source>
            <translation>已解除</translation>
        </message>
        <message>
            <source>acknowledged</source>
            <translation>已確認</translation>
        </message>
        <message>
            <source>reset</source>
            <translation>已復位</translation>
        </message>
        <message>
            <source>priority rose</source>
            <translation>優先級上升</translation>
        </message>
        <message>
            <source>alarmed again</source>
            <translation>再次發出</translation>
        </message>
        <message>
            <source>followed by a new one</source>
            <translation>由新警報取代</translation>
        </message>
        <message>
            <source>shelved</source>
            <translation>已擱置</translation>
        </message>
        <message>
            <source>unshelved</source>
            <translation>取消擱置</translation>
        </message>
        <message>
            <source>shelving ended</source>
            <translation>擱置結束</translation>
        </message>
        <message>
            <source>suppressed</source>
            <translation>已抑制</translation>
        </message>
        <message>
            <source>suppression ended</source>
            <translation>抑制結束</translation>
        </message>
        <message>
            <source>taken out of service</source>
            <translation>已停用</translation>
        </message>
        <message>
            <source>back in service</source>
            <translation>恢復使用</translation>
        </message>
        <message>
            <source>by {name}</source>
            <translation>由 {name}</translation>
        </message>
    </context>
    <context>
        <name>AlarmIntents</name>
        <message numerus="yes">
            <source> (and %n more)</source>
            <translation>
                <numerusform>（另有 %n 個）</numerusform>
            </translation>
        </message>
        <message>
            <source>Not reset. </source>
            <translation>未能復位。</translation>
        </message>
        <message>
            <source>Not acknowledged. </source>
            <translation>未能確認。</translation>
        </message>
        <message numerus="yes">
            <source>The station has not confirmed %n acknowledgement(s). Try again.</source>
            <translation>
                <numerusform>主站未回覆 %n 項確認，請再試。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The station has not confirmed %n reset(s). Try again.</source>
            <translation>
                <numerusform>主站未回覆 %n 項復位，請再試。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AlarmPanel</name>
        <message numerus="yes">
            <source>The filters hide all %n alarm(s).</source>
            <translation>
                <numerusform>篩選隱藏了全部 %n 個警報。</numerusform>
            </translation>
        </message>
        <message>
            <source>No alarms: nothing is watched. No rule of the catalogue applies to the {entities} entities known.</source>
            <translation>沒有警報：目前沒有監察任何項目。目錄中沒有規則適用於已知的 {entities} 個實體。</translation>
        </message>
        <message>
            <source>No alarms. {rules} rules are watching {entities} entities.</source>
            <translation>沒有警報。{rules} 條規則正監察 {entities} 個實體。</translation>
        </message>
        <message>
            <source>Acknowledge	Enter</source>
            <translation>確認	Enter</translation>
        </message>
        <message>
            <source>Acknowledge with a comment …	Shift+A</source>
            <translation>附註確認…	Shift+A</translation>
        </message>
        <message>
            <source>Reset	R</source>
            <translation>復位	R</translation>
        </message>
        <message>
            <source>Show on map	M</source>
            <translation>在地圖上顯示	M</translation>
        </message>
        <message>
            <source>Plot	P</source>
            <translation>繪圖	P</translation>
        </message>
        <message>
            <source>Sort in what is new	Home</source>
            <translation>併入新警報	Home</translation>
        </message>
        <message>
            <source>Sort by</source>
            <translation>排序方式</translation>
        </message>
    </context>
    <context>
        <name>AlarmTable</name>
        <message>
            <source>Since ({zone})</source>
            <translation>開始（{zone}）</translation>
        </message>
        <message>
            <source>Age</source>
            <translation>歷時</translation>
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
            <translation>地點</translation>
        </message>
        <message>
            <source>Value / limit</source>
            <translation>數值／界限</translation>
        </message>
        <message>
            <source>Respond in</source>
            <translation>處理限時</translation>
        </message>
        <message>
            <source>Acknowledged by</source>
            <translation>確認者</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>優先級</translation>
        </message>
        <message>
            <source>Sort by: {column}. Once more: the other way round.</source>
            <translation>按「{column}」排序。再按一次則反向。</translation>
        </message>
        <message>
            <source>under way …</source>
            <translation>處理中…</translation>
        </message>
        <message>
            <source>overdue</source>
            <translation>逾時</translation>
        </message>
        <message>
            <source>Cause</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>處理方法</translation>
        </message>
        <message>
            <source>Acknowledged by {name}: {comment}</source>
            <translation>由 {name} 確認：{comment}</translation>
        </message>
    </context>
    <context>
        <name>AlarmWording</name>
        <message>
            <source>back to normal</source>
            <translation>已恢復正常</translation>
        </message>
        <message>
            <source>unacknowledged</source>
            <translation>未確認</translation>
        </message>
        <message>
            <source>acknowledged</source>
            <translation>已確認</translation>
        </message>
        <message>
            <source>returned</source>
            <translation>已回復</translation>
        </message>
        <message>
            <source>latched</source>
            <translation>已鎖存</translation>
        </message>
        <message>
            <source>latched, ack.</source>
            <translation>已鎖存，已確認</translation>
        </message>
        <message>
            <source>shelved</source>
            <translation>已擱置</translation>
        </message>
        <message>
            <source>suppressed</source>
            <translation>已抑制</translation>
        </message>
        <message>
            <source>out of service</source>
            <translation>停用</translation>
        </message>
        <message>
            <source>critical</source>
            <translation>危急</translation>
        </message>
        <message>
            <source>high</source>
            <translation>高</translation>
        </message>
        <message>
            <source>medium</source>
            <translation>中</translation>
        </message>
        <message>
            <source>low</source>
            <translation>低</translation>
        </message>
        <message>
            <source>unack.</source>
            <translation>未確認</translation>
        </message>
        <message>
            <source>acked</source>
            <translation>已確認</translation>
        </message>
        <message>
            <source>to reset</source>
            <translation>待重設</translation>
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
            <translation>量測於 {time}</translation>
        </message>
        <message>
            <source>received {time}</source>
            <translation>接收於 {time}</translation>
        </message>
        <message>
            <source>Drag it into the trends, or double-click to plot it.</source>
            <translation>拖到趨勢面板，或按兩下以繪圖。</translation>
        </message>
    </context>
    <context>
        <name>CitySummary</name>
        <message>
            <source>{priority}: {count} alarms, {waiting} unacknowledged</source>
            <translation>{priority}：{count} 個警報，{waiting} 個未確認</translation>
        </message>
        <message>
            <source>Click to show every system again.</source>
            <translation>按一下以再次顯示所有系統。</translation>
        </message>
        <message>
            <source>Show the whole city</source>
            <translation>顯示全市</translation>
        </message>
        <message>
            <source>Whole city</source>
            <translation>全市</translation>
        </message>
        <message numerus="yes">
            <source>%n entities</source>
            <translation>
                <numerusform>%n 個實體</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{system} and %n more</source>
            <translation>
                <numerusform>{system}及另外 %n 個</numerusform>
            </translation>
        </message>
        <message>
            <source>worst: {systems}</source>
            <translation>最嚴重：{systems}</translation>
        </message>
        <message>
            <source>no alarms</source>
            <translation>沒有警報</translation>
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
            <translation>你的姓名</translation>
        </message>
        <message>
            <source>Acknowledgements are journaled under this name. Asked once.</source>
            <translation>確認會以此姓名記入日誌。只詢問一次。</translation>
        </message>
        <message>
            <source>Comment (optional)</source>
            <translation>附註（可留空）</translation>
        </message>
        <message>
            <source>Written to the journal with every alarm acknowledged now</source>
            <translation>會與現時確認的每個警報一併記入日誌</translation>
        </message>
        <message numerus="yes">
            <source>Reset %n alarm(s)</source>
            <translation>
                <numerusform>復位 %n 個警報</numerusform>
            </translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>復位</translation>
        </message>
        <message>
            <source>Reset (Enter)</source>
            <translation>復位（Enter）</translation>
        </message>
        <message>
            <source>Acknowledge</source>
            <translation>確認</translation>
        </message>
        <message>
            <source>Acknowledge (Enter)</source>
            <translation>確認（Enter）</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>關閉</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>關閉（Esc）</translation>
        </message>
        <message numerus="yes">
            <source>Acknowledge %n alarm(s)</source>
            <translation>
                <numerusform>確認 %n 個警報</numerusform>
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
            <translation>新警報排在清單末端。按一下或按 Home 以併入排序。</translation>
        </message>
        <message>
            <source>Acknowledge</source>
            <translation>確認</translation>
        </message>
        <message>
            <source>Acknowledge the selected alarms (Enter or A; Shift+A or Ctrl+Enter with a comment)</source>
            <translation>確認所選警報（Enter 或 A；Shift+A 或 Ctrl+Enter 可加附註）</translation>
        </message>
        <message>
            <source>Silence the tones of new alarms. It changes no alarm.</source>
            <translation>將新警報的提示音靜音，不會改變任何警報。</translation>
        </message>
        <message>
            <source>Silence</source>
            <translation>靜音</translation>
        </message>
        <message>
            <source>Filter by text or place</source>
            <translation>按文字或地點篩選</translation>
        </message>
        <message>
            <source>Only alarms with these words in text, place, rule or id</source>
            <translation>只顯示文字、地點、規則或編號含有這些字詞的警報</translation>
        </message>
        <message>
            <source>Unacknowledged only</source>
            <translation>只看未確認</translation>
        </message>
        <message>
            <source>Show only what somebody still has to acknowledge</source>
            <translation>只顯示仍待確認的警報</translation>
        </message>
        <message>
            <source>Only one system is shown. Click to leave the filter.</source>
            <translation>只顯示一個系統。按下離開篩選。</translation>
        </message>
        <message>
            <source>{waiting} unack. · {active} active</source>
            <translation>{waiting} 未確認 · {active} 現行</translation>
        </message>
        <message>
            <source>{waiting} unacknowledged · {active} active</source>
            <translation>{waiting} 個未確認 · {active} 個現行</translation>
        </message>
        <message>
            <source>Shown {shown} + hidden by filters {hidden} = {listed}</source>
            <translation>顯示 {shown} ＋ 篩選隱藏 {hidden} ＝ {listed}</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>復位</translation>
        </message>
        <message>
            <source>Reset the selected alarms (R): they cleared and were acknowledged, but stay until somebody resets</source>
            <translation>復位所選警報（R）：條件已清除並已確認，但須有人復位才會消失</translation>
        </message>
        <message>
            <source>In the list {active} + laid aside {aside} = {all} that stand</source>
            <translation>清單 {active} + 放置一旁 {aside} = 現行共 {all}</translation>
        </message>
        <message numerus="yes">
            <source>%n new ↓</source>
            <translation>
                <numerusform>%n 個新警報 ↓</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n laid aside</source>
            <translation>
                <numerusform>%n 個已放置一旁</numerusform>
            </translation>
        </message>
        <message>
            <source>Laid aside, not forgotten: they go on being judged.</source>
            <translation>放置一旁並非遺忘：系統繼續評估這些警報。</translation>
        </message>
        <message>
            <source>Click to see the list again.</source>
            <translation>按一下以返回清單。</translation>
        </message>
        <message>
            <source>Click to see them instead of the list.</source>
            <translation>按一下以改為顯示這些警報。</translation>
        </message>
        <message numerus="yes">
            <source>Only {system} is shown; %n hidden. Click to leave the filter.</source>
            <translation>
                <numerusform>只顯示{system}；已隱藏 %n 個。按下離開篩選。</numerusform>
            </translation>
        </message>
        <message>
            <source>filters: none</source>
            <translation>篩選：無</translation>
        </message>
        <message>
            <source>filters hide {count}</source>
            <translation>篩選隱藏 {count} 個</translation>
        </message>
        <message>
            <source>Click to leave every filter.</source>
            <translation>按下離開所有篩選。</translation>
        </message>
        <message>
            <source>Unack.</source>
            <translation>未確認</translation>
        </message>
        <message>
            <source>Ack.</source>
            <translation>確認</translation>
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
            <translation>{count} 米</translation>
        </message>
        <message>
            <source>{count} km</source>
            <translation>{count} 公里</translation>
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
        <message>
            <source>UTC</source>
            <translation>UTC</translation>
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
            <source>Figures</source>
            <translation>數字</translation>
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
            <source>In the alarm list</source>
            <translation>在警報清單</translation>
        </message>
        <message>
            <source>On the map</source>
            <translation>在地圖上</translation>
        </message>
        <message>
            <source>In the trends</source>
            <translation>在趨勢圖中</translation>
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
            <source>Acknowledge</source>
            <translation>確認</translation>
        </message>
        <message>
            <source>Acknowledge with a comment</source>
            <translation>附註確認</translation>
        </message>
        <message>
            <source>Show it on the map</source>
            <translation>在地圖上顯示</translation>
        </message>
        <message>
            <source>To the top of the list</source>
            <translation>到清單頂端</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>移動</translation>
        </message>
        <message>
            <source>Closer, farther</source>
            <translation>放大、縮小</translation>
        </message>
        <message>
            <source>North up</source>
            <translation>北方朝上</translation>
        </message>
        <message>
            <source>The whole city</source>
            <translation>整個城市</translation>
        </message>
        <message>
            <source>All recorded data</source>
            <translation>全部已記錄的數據</translation>
        </message>
        <message>
            <source>Go to the newest value</source>
            <translation>前往最新數值</translation>
        </message>
        <message>
            <source>Follow the city's time</source>
            <translation>跟隨城市的時間</translation>
        </message>
        <message>
            <source>Hold the picture, or let it go on</source>
            <translation>停住或繼續畫面</translation>
        </message>
        <message>
            <source>Less time, more time</source>
            <translation>較短、較長時間</translation>
        </message>
        <message>
            <source>Earlier, later</source>
            <translation>較早、較遲</translation>
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
            <translation>複製編號</translation>
        </message>
        <message>
            <source>Copy latitude and longitude</source>
            <translation>複製經緯度</translation>
        </message>
        <message>
            <source>Show on the map (Ctrl+M)</source>
            <translation>在地圖上顯示（Ctrl+M）</translation>
        </message>
        <message>
            <source>Plot the selected attributes, or the most telling one</source>
            <translation>繪製所選屬性，或最重要的一項</translation>
        </message>
        <message>
            <source>Copy everything as JSON</source>
            <translation>以 JSON 複製全部</translation>
        </message>
        <message>
            <source>Attributes</source>
            <translation>屬性</translation>
        </message>
        <message>
            <source>Nearby</source>
            <translation>附近</translation>
        </message>
        <message>
            <source>Alarm history</source>
            <translation>警報歷史</translation>
        </message>
        <message>
            <source>Nothing is selected. Click a symbol on the map or an alarm, or press Ctrl+K to search.</source>
            <translation>尚未選取。請按地圖上的符號或警報，或按 Ctrl+K 搜尋。</translation>
        </message>
        <message>
            <source>What is selected is not known to the station.</source>
            <translation>主站不認識所選的實體。</translation>
        </message>
        <message>
            <source>place unknown</source>
            <translation>位置不明</translation>
        </message>
        <message numerus="yes">
            <source>%n entities selected</source>
            <translation>
                <numerusform>已選取 %n 個實體</numerusform>
            </translation>
        </message>
        <message>
            <source>Selected</source>
            <translation>已選取</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 個</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more in the alarm list</source>
            <translation>
                <numerusform>警報清單中另有 %n 個</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LayerPanel</name>
        <message>
            <source>Layers of the map</source>
            <translation>地圖圖層</translation>
        </message>
        <message>
            <source>What this map draws; Space switches a line</source>
            <translation>地圖所繪內容；按空白鍵切換</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>圖層</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>全部顯示</translation>
        </message>
        <message>
            <source>Draw every kind again</source>
            <translation>重新繪製所有種類</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>其他</translation>
        </message>
    </context>
    <context>
        <name>Legend</name>
        <message>
            <source>Critical alarm</source>
            <translation>危急警報</translation>
        </message>
        <message>
            <source>High alarm</source>
            <translation>高級警報</translation>
        </message>
        <message>
            <source>Medium alarm</source>
            <translation>中級警報</translation>
        </message>
        <message>
            <source>Low alarm</source>
            <translation>低級警報</translation>
        </message>
        <message>
            <source>Outline: acknowledged</source>
            <translation>空心：已確認</translation>
        </message>
        <message>
            <source>Small: returned, not acknowledged</source>
            <translation>細小：已回復，未確認</translation>
        </message>
        <message>
            <source>Several in one place</source>
            <translation>同一處有多個</translation>
        </message>
        <message>
            <source>Suspect value</source>
            <translation>可疑數值</translation>
        </message>
        <message>
            <source>No news: stale</source>
            <translation>無更新：過時</translation>
        </message>
        <message>
            <source>Bad value</source>
            <translation>無效數值</translation>
        </message>
        <message>
            <source>Nothing is drawn here.</source>
            <translation>此處沒有繪製任何內容。</translation>
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
            <translation>{age}前收到</translation>
        </message>
        <message>
            <source>Not live: the station is not connected.</source>
            <translation>並非即時：主站未連線。</translation>
        </message>
        <message>
            <source>The value is suspect.</source>
            <translation>數值可疑。</translation>
        </message>
        <message>
            <source>Stale: nothing new for longer than usual.</source>
            <translation>過時：比平常更久沒有更新。</translation>
        </message>
        <message>
            <source>The value is bad.</source>
            <translation>數值無效。</translation>
        </message>
        <message numerus="yes">
            <source>{letter}  %n with an alarm</source>
            <translation>
                <numerusform>{letter}  %n 個有警報</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n entities</source>
            <translation>
                <numerusform>%n 個實體</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more alarm(s)</source>
            <translation>
                <numerusform>另有 %n 個警報</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more kind(s)</source>
            <translation>
                <numerusform>另有 %n 種</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MapButtons</name>
        <message>
            <source>Zoom in (+)</source>
            <translation>放大（+）</translation>
        </message>
        <message>
            <source>Zoom out (-)</source>
            <translation>縮小（-）</translation>
        </message>
        <message>
            <source>Whole city (Home)</source>
            <translation>整個城市（Home）</translation>
        </message>
        <message>
            <source>North up (N)</source>
            <translation>北方朝上（N）</translation>
        </message>
        <message>
            <source>Choose layers</source>
            <translation>選擇圖層</translation>
        </message>
        <message>
            <source>Legend</source>
            <translation>圖例</translation>
        </message>
    </context>
    <context>
        <name>MapFooter</name>
        <message>
            <source>Latitude and longitude under the pointer (WGS 84)</source>
            <translation>指標所在的經緯度（WGS 84）</translation>
        </message>
        <message>
            <source>Whose map this is</source>
            <translation>地圖來源</translation>
        </message>
        <message>
            <source>{lat}, {lon}   zoom {zoom}</source>
            <translation>{lat}, {lon}   縮放 {zoom}</translation>
        </message>
    </context>
    <context>
        <name>MapGround</name>
        <message>
            <source>No basemap. Start the console with --basemap FILE (PMTiles or MBTiles) to see streets.</source>
            <translation>沒有底圖。以 --basemap FILE（PMTiles 或 MBTiles）啟動主控台即可看到街道。</translation>
        </message>
        <message>
            <source>There is no basemap: {reason} The city is drawn without streets.</source>
            <translation>沒有底圖：{reason} 城市將不繪製街道。</translation>
        </message>
    </context>
    <context>
        <name>MapPanel</name>
        <message>
            <source>Map of the city</source>
            <translation>城市地圖</translation>
        </message>
        <message>
            <source>Not live: the station is not heard. What is shown is old until it is back.</source>
            <translation>並非即時：收不到主站訊號。恢復之前所示均為舊資料。</translation>
        </message>
        <message>
            <source>The station refused this console.</source>
            <translation>主站拒絕了此主控台。</translation>
        </message>
        <message>
            <source>Connecting to the station. The city appears here as soon as it answers.</source>
            <translation>正連線至主站。主站回應後，城市會在此顯示。</translation>
        </message>
        <message>
            <source>Nothing has been heard from the city yet. Entities appear here with their first message.</source>
            <translation>尚未收到城市的訊息。實體會隨首則訊息在此出現。</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) hidden by the filter</source>
            <translation>
                <numerusform>篩選隱藏了 %n 個警報</numerusform>
            </translation>
        </message>
        <message>
            <source>Filtered</source>
            <translation>已篩選</translation>
        </message>
        <message>
            <source>{text}  -  show every system</source>
            <translation>{text}  -  顯示所有系統</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) on hidden layers</source>
            <translation>
                <numerusform>隱藏圖層上有 %n 個警報</numerusform>
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
            <translation>離開篩選並顯示所有系統</translation>
        </message>
        <message>
            <source>Show every layer again</source>
            <translation>重新顯示所有圖層</translation>
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
        <name>PlotRow</name>
        <message>
            <source>Show the time around the newest value (N)</source>
            <translation>顯示最新數值前後的時間 (N)</translation>
        </message>
        <message>
            <source>The newest value is from {time}. Go to it</source>
            <translation>最新數值的時間是 {time}。前往該處</translation>
        </message>
        <message>
            <source>No values here. The newest is from {time}. Go to it</source>
            <translation>此處沒有數值。最新數值的時間是 {time}。前往該處</translation>
        </message>
    </context>
    <context>
        <name>Pointing</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 個</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PriorityToggles</name>
        <message>
            <source>Hide priority: {name}</source>
            <translation>隱藏優先級：{name}</translation>
        </message>
        <message>
            <source>Hidden: {name}. Click to show.</source>
            <translation>已隱藏：{name}。按一下以顯示。</translation>
        </message>
        <message>
            <source>Priority {name}. Click to hide.</source>
            <translation>優先級：{name}。按一下以隱藏。</translation>
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
            <translation>地圖中央處的實地長度</translation>
        </message>
        <message>
            <source>{count} km</source>
            <translation>{count} 公里</translation>
        </message>
        <message>
            <source>{count} m</source>
            <translation>{count} 米</translation>
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
            <translation>城市系統</translation>
        </message>
        <message>
            <source>no data yet</source>
            <translation>尚無數據</translation>
        </message>
        <message numerus="yes">
            <source>%n entities</source>
            <translation>
                <numerusform>%n 個實體</numerusform>
            </translation>
        </message>
        <message>
            <source>stale</source>
            <translation>過時</translation>
        </message>
        <message>
            <source>{priority}: {count} alarms, {waiting} unacknowledged</source>
            <translation>{priority}：{count} 個警報，{waiting} 個未確認</translation>
        </message>
        <message>
            <source>newest data {age} ago</source>
            <translation>最新數據於 {age}前</translation>
        </message>
        <message>
            <source>Click: show only this system everywhere. Again: show all.</source>
            <translation>按一下：全部只顯示此系統。再按：全部顯示。</translation>
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
            <source>7 d</source>
            <translation>7 天</translation>
        </message>
        <message>
            <source>30 d</source>
            <translation>30 天</translation>
        </message>
        <message>
            <source>Show this much time</source>
            <translation>顯示這段時間</translation>
        </message>
        <message>
            <source>All data</source>
            <translation>全部數據</translation>
        </message>
        <message>
            <source>Show all that is recorded of these values (D)</source>
            <translation>顯示這些數值的所有記錄 (D)</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>即時</translation>
        </message>
        <message>
            <source>Follow the city's time (L)</source>
            <translation>跟隨城市的時間 (L)</translation>
        </message>
        <message>
            <source>Hold the picture; values are still collected (H)</source>
            <translation>停住畫面；數值仍繼續收集 (H)</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暫停</translation>
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
