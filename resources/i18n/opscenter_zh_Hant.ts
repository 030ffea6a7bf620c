<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
    <context>
        <name>ActivationPlot</name>
        <message>
            <source>Asking the station …</source>
            <translation>正在查詢主站…</translation>
        </message>
        <message>
            <source>limit {value}</source>
            <translation>限值 {value}</translation>
        </message>
        <message>
            <source>raised {time}</source>
            <translation>{time} 發出</translation>
        </message>
        <message>
            <source>cleared</source>
            <translation>已解除</translation>
        </message>
        <message>
            <source>{time}: not known</source>
            <translation>{time}：沒有數據</translation>
        </message>
    </context>
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
        <message>
            <source>Detail</source>
            <translation>詳情</translation>
        </message>
        <message>
            <source>Checklist, course, surroundings and history of this alarm (Ctrl+I)</source>
            <translation>此警報的處置步驟、走勢、周邊及歷史（Ctrl+I）</translation>
        </message>
    </context>
    <context>
        <name>AlarmCells</name>
        <message>
            <source>overdue {age}</source>
            <translation>逾時 {age}</translation>
        </message>
        <message>
            <source>not in alarm</source>
            <translation>沒有警報</translation>
        </message>
        <message>
            <source>in alarm</source>
            <translation>警報中</translation>
        </message>
        <message>
            <source>follows from: {alarm}</source>
            <translation>源於：{alarm}</translation>
        </message>
        <message>
            <source>until it clears</source>
            <translation>至解除為止</translation>
        </message>
        <message>
            <source>while that stands</source>
            <translation>至該警報解除</translation>
        </message>
        <message>
            <source>until ended</source>
            <translation>至有人結束</translation>
        </message>
        <message>
            <source>now</source>
            <translation>現在</translation>
        </message>
        <message>
            <source>by design</source>
            <translation>按設計</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>至 {time}</translation>
        </message>
    </context>
    <context>
        <name>AlarmDetail</name>
        <message>
            <source>Cause and effect</source>
            <translation>因果關係</translation>
        </message>
        <message>
            <source>Suppression</source>
            <translation>抑制</translation>
        </message>
        <message>
            <source>At the same time nearby</source>
            <translation>附近同時的警報</translation>
        </message>
        <message>
            <source>It is kept with the situation, for every desk.</source>
            <translation>記錄隨事態保存，各席位均可查看。</translation>
        </message>
    </context>
    <context>
        <name>AlarmDetailKeys</name>
        <message>
            <source>Tick a step of the checklist</source>
            <translation>剔選處置步驟</translation>
        </message>
        <message>
            <source>Acknowledge; with a comment; reset</source>
            <translation>確認；附註確認；復位</translation>
        </message>
        <message>
            <source>Show on the map; plot</source>
            <translation>在地圖上顯示；繪圖</translation>
        </message>
        <message>
            <source>Backspace</source>
            <translation>Backspace</translation>
        </message>
        <message>
            <source>To the entity and its values</source>
            <translation>前往實體及其數值</translation>
        </message>
    </context>
    <context>
        <name>AlarmFilters</name>
        <message>
            <source>unacknowledged only</source>
            <translation>只看未確認</translation>
        </message>
        <message>
            <source>words “{words}”</source>
            <translation>字詞「{words}」</translation>
        </message>
        <message>
            <source>without {priorities}</source>
            <translation>不含{priorities}</translation>
        </message>
        <message>
            <source>system {name}</source>
            <translation>系統{name}</translation>
        </message>
        <message>
            <source>area</source>
            <translation>區域</translation>
        </message>
        <message>
            <source>mine (critical ones are shown)</source>
            <translation>我的（仍顯示危急警報）</translation>
        </message>
        <message>
            <source>{condition}: hides {count}</source>
            <translation>{condition}：隱藏 {count} 個</translation>
        </message>
    </context>
    <context>
        <name>AlarmGroups</name>
        <message>
            <source>in no district</source>
            <translation>不屬任何地區</translation>
        </message>
        <message>
            <source>in no group</source>
            <translation>不屬任何組別</translation>
        </message>
        <message>
            <source>Not grouped</source>
            <translation>不分組</translation>
        </message>
        <message>
            <source>District</source>
            <translation>地區</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系統</translation>
        </message>
        <message>
            <source>Situation</source>
            <translation>事態</translation>
        </message>
        <message>
            <source>Group of its rule</source>
            <translation>規則所屬組別</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>優先級</translation>
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
            <source>situation began</source>
            <translation>事態開始</translation>
        </message>
        <message>
            <source>joined a situation</source>
            <translation>併入事態</translation>
        </message>
        <message>
            <source>situations merged</source>
            <translation>事態合併</translation>
        </message>
        <message>
            <source>situation taken on</source>
            <translation>接手事態</translation>
        </message>
        <message>
            <source>note on a situation</source>
            <translation>事態記事</translation>
        </message>
        <message>
            <source>note</source>
            <translation>記事</translation>
        </message>
        <message>
            <source>step ticked</source>
            <translation>剔選步驟</translation>
        </message>
        <message>
            <source>situation over</source>
            <translation>事態結束</translation>
        </message>
        <message>
            <source>flood began</source>
            <translation>氾濫開始</translation>
        </message>
        <message>
            <source>flood over</source>
            <translation>氾濫結束</translation>
        </message>
        <message>
            <source>note corrected</source>
            <translation>記事已更正</translation>
        </message>
        <message>
            <source>usual values learnt</source>
            <translation>已學習常值</translation>
        </message>
        <message>
            <source>rules changed</source>
            <translation>規則更改</translation>
        </message>
        <message>
            <source>by {name}</source>
            <translation>由 {name}</translation>
        </message>
    </context>
    <context>
        <name>AlarmIntents</name>
        <message numerus="yes">
            <source> (%n alarms)</source>
            <translation>
                <numerusform>（%n 個警報）</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 個</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarms, each for its reason:</source>
            <translation>
                <numerusform>%n 個警報，原因各異：</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The station has not confirmed it for %n alarm(s). Try again.</source>
            <translation>
                <numerusform>主站未回覆 %n 個警報，請再試。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AlarmKeys</name>
        <message>
            <source>A, Space, Enter</source>
            <translation>A、空格鍵、Enter</translation>
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
            <source>Reset what is latched</source>
            <translation>復位已鎖存的警報</translation>
        </message>
        <message>
            <source>Shelve, unshelve</source>
            <translation>擱置、取消擱置</translation>
        </message>
        <message>
            <source>Out of service, back in service</source>
            <translation>停用、恢復使用</translation>
        </message>
        <message>
            <source>Suppress, end the suppression</source>
            <translation>抑制、結束抑制</translation>
        </message>
        <message>
            <source>Undo a laying aside, else a filter</source>
            <translation>復原放置一旁，否則復原篩選</translation>
        </message>
        <message>
            <source>Group by district, system, situation …</source>
            <translation>按地區、系統、事態等分組</translation>
        </message>
        <message>
            <source>Fold into situations, and back</source>
            <translation>摺疊成事態，或展開</translation>
        </message>
        <message>
            <source>Detail of the alarm or the situation</source>
            <translation>警報或事態的詳情</translation>
        </message>
        <message>
            <source>Silence the tones, or end it</source>
            <translation>提示音靜音，或恢復</translation>
        </message>
        <message>
            <source>Show on the map; plot; its rule</source>
            <translation>在地圖上顯示；繪圖；所屬規則</translation>
        </message>
        <message>
            <source>Fold, unfold a group; with Shift all</source>
            <translation>摺疊、展開一組；按住 Shift 則全部</translation>
        </message>
        <message>
            <source>Next list: in alarm, shelved …</source>
            <translation>下一個清單：警報中、已擱置…</translation>
        </message>
        <message>
            <source>Saved views; choose one; none</source>
            <translation>已儲存視圖；選一個；不用</translation>
        </message>
        <message>
            <source>Filter by words</source>
            <translation>按字詞篩選</translation>
        </message>
        <message>
            <source>Export as CAP</source>
            <translation>匯出為 CAP</translation>
        </message>
        <message>
            <source>To the top; sort in what is new</source>
            <translation>到頂端；併入新警報</translation>
        </message>
    </context>
    <context>
        <name>AlarmMenus</name>
        <message>
            <source>Acknowledge with a comment …</source>
            <translation>附註確認…</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>詳情</translation>
        </message>
        <message>
            <source>Show on map</source>
            <translation>在地圖上顯示</translation>
        </message>
        <message>
            <source>Plot</source>
            <translation>繪圖</translation>
        </message>
        <message>
            <source>Show the rule</source>
            <translation>顯示規則</translation>
        </message>
        <message>
            <source>Export as CAP…</source>
            <translation>匯出為 CAP…</translation>
        </message>
        <message>
            <source>Sort in what is new</source>
            <translation>併入新警報</translation>
        </message>
        <message>
            <source>Sort by</source>
            <translation>排序方式</translation>
        </message>
        <message>
            <source>Fold all</source>
            <translation>全部摺疊</translation>
        </message>
        <message>
            <source>Unfold all</source>
            <translation>全部展開</translation>
        </message>
        <message>
            <source>As at first: no filter, no grouping</source>
            <translation>還原：不篩選、不分組</translation>
        </message>
        <message>
            <source>Save this view …</source>
            <translation>儲存此視圖…</translation>
        </message>
        <message>
            <source>Delete a view</source>
            <translation>刪除視圖</translation>
        </message>
    </context>
    <context>
        <name>AlarmPanel</name>
        <message>
            <source>The alarm list does not show every alarm just now: restart the console, and report it.</source>
            <translation>警報清單現時未顯示所有警報：請重新啟動主控台並回報。</translation>
        </message>
        <message numerus="yes">
            <source>The filters hide all %n alarm(s).</source>
            <translation>
                <numerusform>篩選隱藏了全部 %n 個警報。</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing is laid aside in this way. S shelves an alarm, O takes it out of service.</source>
            <translation>沒有這樣放置一旁的警報。按 S 擱置警報，按 O 停用警報。</translation>
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
            <source>Save this view</source>
            <translation>儲存此視圖</translation>
        </message>
        <message>
            <source>Filters, sort and grouping are kept under this name, for you at this desk:</source>
            <translation>篩選、排序及分組會以此名稱保存，供你在此席位使用：</translation>
        </message>
        <message>
            <source>Not saved: {reason}.</source>
            <translation>未能儲存：{reason}。</translation>
        </message>
    </context>
    <context>
        <name>AlarmReasons</name>
        <message>
            <source>known fault, crew informed</source>
            <translation>已知故障，已通知維修人員</translation>
        </message>
        <message>
            <source>chatters, to be looked at</source>
            <translation>反覆跳動，待查</translation>
        </message>
        <message>
            <source>work on site</source>
            <translation>現場施工</translation>
        </message>
        <message>
            <source>follows from another alarm</source>
            <translation>源於另一警報</translation>
        </message>
        <message>
            <source>maintenance</source>
            <translation>維修保養</translation>
        </message>
    </context>
    <context>
        <name>AlarmTable</name>
        <message>
            <source>Beneath</source>
            <translation>實際狀態</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Time left</source>
            <translation>尚餘時間</translation>
        </message>
        <message>
            <source>By whom</source>
            <translation>經手人</translation>
        </message>
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
            <translation>數值／限值</translation>
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
            <source>→ unfolds</source>
            <translation>→ 展開</translation>
        </message>
        <message>
            <source>← folds</source>
            <translation>← 摺疊</translation>
        </message>
        <message>
            <source>worst: {priority}</source>
            <translation>最嚴重：{priority}</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s)</source>
            <translation>
                <numerusform>%n 個警報</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unacknowledged</source>
            <translation>
                <numerusform>%n 個未確認</numerusform>
            </translation>
        </message>
        <message>
            <source>under way …</source>
            <translation>處理中…</translation>
        </message>
        <message numerus="yes">
            <source>1: came first in its situation; %n more followed within {s} s of each other</source>
            <translation>
                <numerusform>1：所屬事態中最先發出；其後 %n 個相繼發出，前後相隔不超過 {s} 秒</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1: came first at this place; %n more followed within {s} s of each other</source>
            <translation>
                <numerusform>1：此地點最先發出；其後 %n 個相繼發出，前後相隔不超過 {s} 秒</numerusform>
            </translation>
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
        <name>AlarmVerbs</name>
        <message>
            <source>Only a supervisor may acknowledge this alarm.</source>
            <translation>此警報只可由主管確認。</translation>
        </message>
        <message>
            <source>Only a supervisor may reset this alarm.</source>
            <translation>此警報只可由主管復位。</translation>
        </message>
        <message>
            <source>Only a supervisor may shelve this alarm.</source>
            <translation>此警報只可由主管擱置。</translation>
        </message>
        <message>
            <source>Only a supervisor may unshelve this alarm.</source>
            <translation>此警報只可由主管取消擱置。</translation>
        </message>
        <message>
            <source>Suppressing needs a supervisor.</source>
            <translation>抑制須由主管操作。</translation>
        </message>
        <message>
            <source>Ending a suppression needs a supervisor.</source>
            <translation>結束抑制須由主管操作。</translation>
        </message>
        <message>
            <source>Taking out of service needs a supervisor.</source>
            <translation>停用須由主管操作。</translation>
        </message>
        <message>
            <source>Returning to service needs a supervisor.</source>
            <translation>恢復使用須由主管操作。</translation>
        </message>
        <message>
            <source>Ctrl+Shift+O changes who sits here.</source>
            <translation>按 Ctrl+Shift+O 可更換操作員。</translation>
        </message>
        <message>
            <source>Acknowledge</source>
            <translation>確認</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>復位</translation>
        </message>
        <message>
            <source>Shelve</source>
            <translation>擱置</translation>
        </message>
        <message>
            <source>Unshelve</source>
            <translation>取消擱置</translation>
        </message>
        <message>
            <source>Suppress</source>
            <translation>抑制</translation>
        </message>
        <message>
            <source>End suppression</source>
            <translation>結束抑制</translation>
        </message>
        <message>
            <source>Out of service</source>
            <translation>停用</translation>
        </message>
        <message>
            <source>Return to service</source>
            <translation>恢復使用</translation>
        </message>
        <message>
            <source>Not acknowledged.</source>
            <translation>未能確認。</translation>
        </message>
        <message>
            <source>Not reset.</source>
            <translation>未能復位。</translation>
        </message>
        <message>
            <source>Not shelved.</source>
            <translation>未能擱置。</translation>
        </message>
        <message>
            <source>Not unshelved.</source>
            <translation>未能取消擱置。</translation>
        </message>
        <message>
            <source>Not suppressed.</source>
            <translation>未能抑制。</translation>
        </message>
        <message>
            <source>Suppression not ended.</source>
            <translation>未能結束抑制。</translation>
        </message>
        <message>
            <source>Not taken out of service.</source>
            <translation>未能停用。</translation>
        </message>
        <message>
            <source>Not returned to service.</source>
            <translation>未能恢復使用。</translation>
        </message>
        <message>
            <source>Nothing to reset: only latched and acknowledged alarms are reset.</source>
            <translation>沒有可復位的警報：只有已鎖存並已確認的警報才可復位。</translation>
        </message>
        <message>
            <source>Nothing to shelve: it is shelved or out of service already.</source>
            <translation>沒有可擱置的警報：已擱置或已停用。</translation>
        </message>
        <message>
            <source>Nothing to unshelve: none of these alarms is shelved.</source>
            <translation>沒有可取消擱置的警報：這些警報均未擱置。</translation>
        </message>
        <message>
            <source>Nothing to suppress: it is suppressed already.</source>
            <translation>沒有可抑制的警報：已抑制。</translation>
        </message>
        <message>
            <source>No suppression to end: none of these alarms is suppressed.</source>
            <translation>沒有可結束的抑制：這些警報均未被抑制。</translation>
        </message>
        <message>
            <source>It is out of service already.</source>
            <translation>已停用。</translation>
        </message>
        <message>
            <source>Nothing to return: none of these alarms is out of service.</source>
            <translation>沒有可恢復使用的警報：這些警報均未停用。</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) shelved.</source>
            <translation>
                <numerusform>已擱置 %n 個警報。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) suppressed.</source>
            <translation>
                <numerusform>已抑制 %n 個警報。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) out of service.</source>
            <translation>
                <numerusform>已停用 %n 個警報。</numerusform>
            </translation>
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
            <translation>待復位</translation>
        </message>
    </context>
    <context>
        <name>AlarmsCard</name>
        <message>
            <source>Alarms</source>
            <translation>警報</translation>
        </message>
        <message numerus="yes">
            <source>None. %n rules watch the city.</source>
            <translation>
                <numerusform>沒有。%n 條規則正監察全市。</numerusform>
            </translation>
        </message>
        <message>
            <source>None.</source>
            <translation>沒有。</translation>
        </message>
        <message>
            <source>Click: select it. Enter or double click: show it in the alarm list</source>
            <translation>按一下：選取。Enter 或按兩下：在警報清單中顯示</translation>
        </message>
    </context>
    <context>
        <name>AlertDialog</name>
        <message>
            <source>EXERCISE – Draft an alert to the public</source>
            <translation>演習 – 草擬公眾警示</translation>
        </message>
        <message>
            <source>It is sent to nobody: its status is Exercise, and it stands in the session only.</source>
            <translation>不會發給任何人：狀態為「演習」，只存於本次演習記錄。</translation>
        </message>
        <message>
            <source>What has happened, who is concerned, what people should do</source>
            <translation>發生何事、影響何人、市民應如何應對</translation>
        </message>
        <message>
            <source>Minor</source>
            <translation>輕微</translation>
        </message>
        <message>
            <source>Moderate</source>
            <translation>中度</translation>
        </message>
        <message>
            <source>Severe</source>
            <translation>嚴重</translation>
        </message>
        <message>
            <source>Extreme</source>
            <translation>極嚴重</translation>
        </message>
        <message>
            <source>Headline</source>
            <translation>標題</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>內文</translation>
        </message>
        <message>
            <source>Severity</source>
            <translation>嚴重程度</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>區域</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>草擬</translation>
        </message>
    </context>
    <context>
        <name>AreaCard</name>
        <message>
            <source>In this area</source>
            <translation>區域內</translation>
        </message>
        <message>
            <source>Narrow map, alarms and overview to this area (Ctrl+D; Ctrl+Shift+D leaves it)</source>
            <translation>地圖、警報及概覽只顯示此區域（Ctrl+D；Ctrl+Shift+D 離開）</translation>
        </message>
        <message>
            <source>no alarms</source>
            <translation>沒有警報</translation>
        </message>
        <message>
            <source>Its outline cannot be used: {reason}</source>
            <translation>無法使用其邊界：{reason}</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>全部</translation>
        </message>
        <message numerus="yes">
            <source>%n other kinds</source>
            <translation>
                <numerusform>其他 %n 種</numerusform>
            </translation>
        </message>
        <message>
            <source>mean</source>
            <translation>平均值</translation>
        </message>
        <message>
            <source>sum</source>
            <translation>總和</translation>
        </message>
        <message>
            <source>least</source>
            <translation>最小值</translation>
        </message>
        <message>
            <source>most</source>
            <translation>最大值</translation>
        </message>
        <message numerus="yes">
            <source>{way} of %n value(s)</source>
            <translation>
                <numerusform>%n 個數值的{way}</numerusform>
            </translation>
        </message>
        <message>
            <source>old data only</source>
            <translation>只有舊數據</translation>
        </message>
        <message>
            <source>Show the whole city again</source>
            <translation>重新顯示全市</translation>
        </message>
        <message>
            <source>Show only this area</source>
            <translation>只顯示此區域</translation>
        </message>
    </context>
    <context>
        <name>AreaChoice</name>
        <message>
            <source>Area</source>
            <translation>區域</translation>
        </message>
        <message>
            <source>The whole city</source>
            <translation>整個城市</translation>
        </message>
    </context>
    <context>
        <name>AreaFilter</name>
        <message>
            <source>Show the whole city again (Ctrl+Shift+D)</source>
            <translation>重新顯示全市（Ctrl+Shift+D）</translation>
        </message>
        <message>
            <source>Only {area}</source>
            <translation>只看{area}</translation>
        </message>
        <message>
            <source>The whole city again</source>
            <translation>返回全市</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) outside</source>
            <translation>
                <numerusform>區域外 %n 個警報</numerusform>
            </translation>
        </message>
        <message>
            <source>show the city</source>
            <translation>顯示全市</translation>
        </message>
    </context>
    <context>
        <name>AsideBar</name>
        <message>
            <source>For a while, then it comes back by itself (S)</source>
            <translation>暫時擱置，其後自動返回清單（S）</translation>
        </message>
        <message>
            <source>Until somebody ends it; needs a supervisor (X)</source>
            <translation>直至有人結束；須由主管操作（X）</translation>
        </message>
        <message>
            <source>Under a permit, until returned; needs a supervisor (O)</source>
            <translation>憑許可證停用，直至恢復使用；須由主管操作（O）</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>關閉</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>關閉（Esc）</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>你的姓名</translation>
        </message>
        <message>
            <source>Required, and written to the journal. Arrow down: what was said before.</source>
            <translation>必填，並會記入日誌。向下鍵：先前用過的原因。</translation>
        </message>
        <message>
            <source>When it comes back by itself</source>
            <translation>何時自動返回清單</translation>
        </message>
        <message>
            <source> min</source>
            <translation> 分鐘</translation>
        </message>
        <message>
            <source>For so many minutes</source>
            <translation>擱置的分鐘數</translation>
        </message>
        <message numerus="yes">
            <source>Shelve %n alarm(s)</source>
            <translation>
                <numerusform>擱置 %n 個警報</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Suppress %n alarm(s)</source>
            <translation>
                <numerusform>抑制 %n 個警報</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Take %n alarm(s) out of service</source>
            <translation>
                <numerusform>停用 %n 個警報</numerusform>
            </translation>
        </message>
        <message>
            <source>Permit, reason (required)</source>
            <translation>許可證、原因（必填）</translation>
        </message>
        <message>
            <source>Reason (required)</source>
            <translation>原因（必填）</translation>
        </message>
        <message>
            <source>15 minutes</source>
            <translation>15 分鐘</translation>
        </message>
        <message>
            <source>1 hour</source>
            <translation>1 小時</translation>
        </message>
        <message>
            <source>4 hours</source>
            <translation>4 小時</translation>
        </message>
        <message>
            <source>end of shift</source>
            <translation>更次結束</translation>
        </message>
        <message>
            <source>until it clears</source>
            <translation>至解除為止</translation>
        </message>
        <message>
            <source>other …</source>
            <translation>其他…</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>至 {time}</translation>
        </message>
        <message>
            <source>Say why: the journal needs a reason</source>
            <translation>請說明原因：日誌須記錄原因</translation>
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
        <name>Away</name>
        <message>
            <source>Show the time around the newest value (N)</source>
            <translation>顯示最新數值前後的時間（N）</translation>
        </message>
        <message>
            <source>The newest value is from {time}. Go to it</source>
            <translation>最新數值的時間是 {time}。前往該處</translation>
        </message>
        <message>
            <source>No values here. The newest is from {time}. Go to it</source>
            <translation>此處沒有數值。最新數值的時間是 {time}。前往該處</translation>
        </message>
        <message>
            <source>Nothing is recorded of this time.</source>
            <translation>此時段沒有記錄。</translation>
        </message>
    </context>
    <context>
        <name>Basemap</name>
        <message>
            <source>Parts of its directory cannot be read. Copy it again.</source>
            <translation>其目錄有部分無法讀取。請重新複製。</translation>
        </message>
        <message>
            <source>{count} features in the tiles looked at are broken and left out; the rest is drawn.</source>
            <translation>抽查的圖磚中有 {count} 個圖徵損壞而略去；其餘照常繪製。</translation>
        </message>
        <message>
            <source>{broken} of {looked_at} tiles looked at cannot be read.</source>
            <translation>抽查了 {looked_at} 個圖磚，其中 {broken} 個無法讀取。</translation>
        </message>
        <message>
            <source>{empty} of {looked_at} tiles looked at are empty.</source>
            <translation>抽查了 {looked_at} 個圖磚，其中 {empty} 個是空的。</translation>
        </message>
        <message>
            <source>None of its layers has a name that the map's style knows: it is drawn as plain outlines.</source>
            <translation>地圖樣式不認識其任何圖層名稱，只會繪出輪廓。</translation>
        </message>
        <message>
            <source>It does not say whose data it is: there is no attribution to show.</source>
            <translation>檔案沒有註明數據來源，因此沒有來源標示可顯示。</translation>
        </message>
        <message>
            <source>Its centre lies outside its bounds.</source>
            <translation>其中心點在範圍以外。</translation>
        </message>
        <message>
            <source>The folder {folder} holds no tiles: they should lie in it as zoom/column/row.png (or jpg, webp, mvt, pbf).</source>
            <translation>資料夾 {folder} 內沒有圖磚：圖磚應按 zoom/column/row.png（或 jpg、webp、mvt、pbf）存放。</translation>
        </message>
        <message>
            <source>{name} is too large for GeoJSON; make vector tiles of it.</source>
            <translation>以 GeoJSON 而言 {name} 太大，請轉成向量圖磚。</translation>
        </message>
        <message>
            <source>{name} is not readable JSON: {error}.</source>
            <translation>{name} 不是可讀取的 JSON：{error}。</translation>
        </message>
        <message>
            <source>{name} is TopoJSON; convert it to GeoJSON first (`ogr2ogr out.geojson {name}`).</source>
            <translation>{name} 是 TopoJSON，請先轉成 GeoJSON（`ogr2ogr out.geojson {name}`）。</translation>
        </message>
        <message>
            <source>{name} is JSON but not GeoJSON.</source>
            <translation>{name} 是 JSON，但不是 GeoJSON。</translation>
        </message>
        <message>
            <source>broken geometry</source>
            <translation>幾何圖形損壞</translation>
        </message>
        <message>
            <source>no geometry</source>
            <translation>沒有幾何圖形</translation>
        </message>
        <message>
            <source>an area around a pole</source>
            <translation>環繞極點的區域</translation>
        </message>
        <message>
            <source>an area without extent</source>
            <translation>面積為零的區域</translation>
        </message>
        <message>
            <source>too few points</source>
            <translation>點數不足</translation>
        </message>
        <message>
            <source>coordinates that are not degrees (save them as EPSG:4326)</source>
            <translation>坐標並非以度表示（請存為 EPSG:4326）</translation>
        </message>
        <message>
            <source>latitude and longitude swapped (GeoJSON puts longitude first)</source>
            <translation>經緯度對調（GeoJSON 以經度在前）</translation>
        </message>
        <message>
            <source>latitude beyond 90 degrees</source>
            <translation>緯度超出 90 度</translation>
        </message>
        <message>
            <source>longitude beyond 180 degrees</source>
            <translation>經度超出 180 度</translation>
        </message>
        <message>
            <source>Nothing in {name} can be drawn: {reasons}.</source>
            <translation>{name} 沒有可繪製的內容：{reasons}。</translation>
        </message>
        <message>
            <source>it is empty</source>
            <translation>檔案是空的</translation>
        </message>
        <message>
            <source>{count} of {all} features of {name} are not drawn: {reasons}.</source>
            <translation>{name} 的 {all} 個圖徵中有 {count} 個沒有繪製：{reasons}。</translation>
        </message>
        <message>
            <source>{name} answers with neither tiles nor a description of them. Give an address with {{z}}, {{x}} and {{y}}, a TileJSON or WMTS capabilities.</source>
            <translation>{name} 回傳的既非圖磚，也非圖磚說明。請輸入含 {{z}}、{{x}} 及 {{y}} 的網址，或 TileJSON、WMTS capabilities 的網址。</translation>
        </message>
        <message>
            <source>{name} has no tiles at the given address ({status}). Check the address.</source>
            <translation>{name} 在所給網址沒有圖磚（{status}）。請檢查網址。</translation>
        </message>
        <message>
            <source>{name} answers with {content} instead of a map tile.</source>
            <translation>{name} 回傳的是 {content}，而非地圖圖磚。</translation>
        </message>
        <message>
            <source>{name} refuses its tiles ({status}): the address may lack a key.</source>
            <translation>{name} 拒絕提供圖磚（{status}）：網址可能欠缺金鑰。</translation>
        </message>
        <message>
            <source>{name} is asked too often and wants a pause ({status}).</source>
            <translation>向 {name} 查詢過於頻密，須稍候再試（{status}）。</translation>
        </message>
        <message>
            <source>{name} cannot give its tiles now ({status}).</source>
            <translation>{name} 暫時無法提供圖磚（{status}）。</translation>
        </message>
        <message>
            <source>{name} is not trusted: {error}. Add the certificate of its authority to this computer's, or name its file in SSL_CERT_FILE.</source>
            <translation>不信任 {name}：{error}。請在此電腦加入其憑證機構的憑證，或以 SSL_CERT_FILE 指明憑證檔案。</translation>
        </message>
        <message>
            <source>{name} does not answer ({error}).</source>
            <translation>{name} 沒有回應（{error}）。</translation>
        </message>
        <message>
            <source>What was fetched before is shown; the server is asked again by itself.</source>
            <translation>現顯示先前取得的圖磚；系統會自動再向伺服器查詢。</translation>
        </message>
        <message>
            <source>{name} is slow: its tiles appear as they come.</source>
            <translation>{name} 回應緩慢：圖磚會陸續出現。</translation>
        </message>
        <message>
            <source>The basemap {path} does not exist.</source>
            <translation>底圖 {path} 不存在。</translation>
        </message>
        <message>
            <source>The basemap {path} cannot be read: {reason}.</source>
            <translation>無法讀取底圖 {path}：{reason}。</translation>
        </message>
        <message>
            <source>{name} is neither a PMTiles nor an MBTiles nor a GeoJSON file; choose one of these as basemap, a folder of tiles, or the address of a tile server.</source>
            <translation>{name} 不是 PMTiles、MBTiles 或 GeoJSON 檔案；請選擇其中一種作底圖，或選擇圖磚資料夾、圖磚伺服器網址。</translation>
        </message>
        <message>
            <source>The folder {folder} does not exist.</source>
            <translation>資料夾 {folder} 不存在。</translation>
        </message>
        <message>
            <source>The picture {out} could not be written.</source>
            <translation>無法寫入圖片 {out}。</translation>
        </message>
        <message>
            <source>The WMTS capabilities cannot be read: {reason}.</source>
            <translation>無法讀取 WMTS capabilities：{reason}。</translation>
        </message>
        <message>
            <source>The WMTS has no layer {wanted}. It has: {names}. Add #LAYER to the address.</source>
            <translation>此 WMTS 沒有圖層 {wanted}，現有：{names}。請在網址後加上 #LAYER。</translation>
        </message>
        <message>
            <source>The WMTS offers no picture tiles in the web's own grid (WebMercatorQuad, GoogleMapsCompatible), and no other can be drawn.</source>
            <translation>此 WMTS 沒有網絡通用網格（WebMercatorQuad、GoogleMapsCompatible）的影像圖磚，而其他網格無法繪製。</translation>
        </message>
        <message>
            <source>The basemap {name} cannot be read: {reason}.</source>
            <translation>無法讀取底圖 {name}：{reason}。</translation>
        </message>
        <message>
            <source>The basemap {name} cannot be opened: {error}.</source>
            <translation>無法開啟底圖 {name}：{error}。</translation>
        </message>
        <message>
            <source>{name} is not a usable MBTiles file: {error}. Copy it again or choose another one.</source>
            <translation>{name} 不是可用的 MBTiles 檔案：{error}。請重新複製，或選擇另一個。</translation>
        </message>
        <message>
            <source>The basemap {name} holds no tiles. Choose another one.</source>
            <translation>底圖 {name} 內沒有圖磚。請選擇另一個。</translation>
        </message>
        <message>
            <source>{name} is PMTiles version {version}; only version 3 can be read. Run `pmtiles convert`.</source>
            <translation>{name} 是 PMTiles 第 {version} 版；只可讀取第 3 版。請執行 `pmtiles convert`。</translation>
        </message>
        <message>
            <source>The basemap {name} is damaged: its directory cannot be read. Copy it again.</source>
            <translation>底圖 {name} 已損壞：無法讀取其目錄。請重新複製。</translation>
        </message>
        <message>
            <source>The basemap {name} is cut short: even its header is incomplete. Copy it again.</source>
            <translation>底圖 {name} 不完整：連檔頭也不齊全。請重新複製。</translation>
        </message>
        <message>
            <source>{name} is not a PMTiles file.</source>
            <translation>{name} 不是 PMTiles 檔案。</translation>
        </message>
        <message>
            <source>The basemap {name} is cut short: {size} of {needed} bytes are there. Copy it again.</source>
            <translation>底圖 {name} 不完整：應有 {needed} 位元組，只有 {size}。請重新複製。</translation>
        </message>
        <message>
            <source>{name} holds tiles of a kind that cannot be drawn.</source>
            <translation>{name} 的圖磚類型無法繪製。</translation>
        </message>
        <message>
            <source>{name} is compressed in a way that cannot be read; use gzip.</source>
            <translation>無法讀取 {name} 的壓縮方式；請用 gzip。</translation>
        </message>
        <message>
            <source>Some tiles of {name} are damaged: what can be read of them is drawn. Copy the basemap again or make it anew.</source>
            <translation>{name} 有圖磚損壞：只繪製可讀取的部分。請重新複製或重新製作底圖。</translation>
        </message>
        <message>
            <source>The tiles of {name} are empty: there is nothing to draw. Choose another basemap.</source>
            <translation>{name} 的圖磚是空的，沒有可繪製的內容。請選擇另一個底圖。</translation>
        </message>
        <message>
            <source>{name} is a MapLibre style, which takes the extra “maplibre” (Linux only; pip install 'opscenter[maplibre]').</source>
            <translation>{name} 是 MapLibre 樣式，須安裝附加組件「maplibre」（只限 Linux；pip install 'opscenter[maplibre]'）。</translation>
        </message>
        <message>
            <source>Its tiles are drawn in the map's own style.</source>
            <translation>其圖磚以地圖本身的樣式繪製。</translation>
        </message>
        <message>
            <source>MapLibre cannot draw {name} here: {reason}.</source>
            <translation>MapLibre 無法在此繪製 {name}：{reason}。</translation>
        </message>
    </context>
    <context>
        <name>BasemapDialog</name>
        <message>
            <source>Basemap</source>
            <translation>底圖</translation>
        </message>
        <message>
            <source>Basemaps, the lowest first</source>
            <translation>底圖（最底層在前）</translation>
        </message>
        <message>
            <source>Each is drawn over those above it in this list; Del takes one away</source>
            <translation>清單中每一項都繪於其上各項之上；按 Del 移除</translation>
        </message>
        <message>
            <source>Address of a tile server</source>
            <translation>圖磚伺服器網址</translation>
        </message>
        <message>
            <source>PMTiles, MBTiles, a folder of tiles, GeoJSON districts, or the address of a server: a template with {z}, {x} and {y}, a TileJSON, or WMTS capabilities.</source>
            <translation>PMTiles、MBTiles、圖磚資料夾、GeoJSON 分區，或伺服器網址：含 {z}、{x} 及 {y} 的範本、TileJSON 或 WMTS capabilities。</translation>
        </message>
        <message>
            <source>Add file…</source>
            <translation>加入檔案…</translation>
        </message>
        <message>
            <source>Add folder…</source>
            <translation>加入資料夾…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Lower</source>
            <translation>下移</translation>
        </message>
        <message>
            <source>Higher</source>
            <translation>上移</translation>
        </message>
        <message>
            <source>Add address</source>
            <translation>加入網址</translation>
        </message>
        <message>
            <source>As started</source>
            <translation>還原為啟動時</translation>
        </message>
        <message>
            <source>The basemaps the console was started with</source>
            <translation>主控台啟動時的底圖</translation>
        </message>
        <message numerus="yes">
            <source>No more than %n basemaps lie over each other.</source>
            <translation>
                <numerusform>最多只可疊放 %n 個底圖。</numerusform>
            </translation>
        </message>
        <message>
            <source>An address begins with https:// or http://.</source>
            <translation>網址須以 https:// 或 http:// 開首。</translation>
        </message>
        <message>
            <source>Add basemap</source>
            <translation>加入底圖</translation>
        </message>
        <message>
            <source>Maps</source>
            <translation>地圖</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有檔案 (*)</translation>
        </message>
        <message>
            <source>Add a folder of tiles</source>
            <translation>加入圖磚資料夾</translation>
        </message>
    </context>
    <context>
        <name>BreakingThrough</name>
        <message>
            <source>LIVE, now: critical alarm at {time}: {text} · {place}</source>
            <translation>即時，現在：{time} 發出危急警報：{text} · {place}</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 個</numerusform>
            </translation>
        </message>
        <message>
            <source>To the live window</source>
            <translation>前往即時視窗</translation>
        </message>
        <message>
            <source>It comes to the front with this alarm selected ({keys})</source>
            <translation>將其移到最前，並選取此警報（{keys}）</translation>
        </message>
        <message>
            <source>Open a live window</source>
            <translation>開啟即時視窗</translation>
        </message>
        <message>
            <source>The live station is {address}. A console is opened on it ({keys}).</source>
            <translation>即時主站是 {address}。按下為其開啟主控台（{keys}）。</translation>
        </message>
        <message>
            <source>The live station is {address}: run opscenter console --station {address}</source>
            <translation>即時主站是 {address}：請執行 opscenter console --station {address}</translation>
        </message>
        <message>
            <source>A live window on {address} is being opened.</source>
            <translation>正在開啟 {address} 的即時視窗。</translation>
        </message>
        <message>
            <source>The live station is not heard.</source>
            <translation>收不到即時主站訊號。</translation>
        </message>
        <message numerus="yes">
            <source>Live: %n critical alarm(s) wait</source>
            <translation>
                <numerusform>即時：%n 個危急警報待處理</numerusform>
            </translation>
        </message>
        <message>
            <source>Live: no critical alarm waits</source>
            <translation>即時：沒有待處理的危急警報</translation>
        </message>
    </context>
    <context>
        <name>BriefCard</name>
        <message>
            <source>Click or Enter: show it in the alarm list</source>
            <translation>按一下或 Enter：在警報清單中顯示</translation>
        </message>
        <message>
            <source>Click or Enter: show it on the map</source>
            <translation>按一下或 Enter：在地圖上顯示</translation>
        </message>
        <message>
            <source>Click or Enter: show it in the trends</source>
            <translation>按一下或 Enter：在趨勢圖中顯示</translation>
        </message>
    </context>
    <context>
        <name>Cap</name>
        <message>
            <source>This is real: whoever receives the file acts on it.</source>
            <translation>這是真實警示：收到檔案者會據此行動。</translation>
        </message>
        <message>
            <source>Nothing of it is real: only who takes part in the exercise acts on it.</source>
            <translation>內容並非真實：只有參與演習者據此行動。</translation>
        </message>
        <message>
            <source>It is from a recording and about no present danger: nobody acts on it.</source>
            <translation>內容來自記錄，並非現時的危險：無人須據此行動。</translation>
        </message>
        <message>
            <source>ACTUAL</source>
            <translation>實際 ACTUAL</translation>
        </message>
        <message>
            <source>EXERCISE</source>
            <translation>演習 EXERCISE</translation>
        </message>
        <message>
            <source>TEST</source>
            <translation>測試 TEST</translation>
        </message>
        <message>
            <source>Export as Actual</source>
            <translation>匯出為「實際」</translation>
        </message>
        <message>
            <source>Export as Exercise</source>
            <translation>匯出為「演習」</translation>
        </message>
        <message>
            <source>Export as Test</source>
            <translation>匯出為「測試」</translation>
        </message>
        <message>
            <source>Everybody (Public)</source>
            <translation>公眾（Public）</translation>
        </message>
        <message>
            <source>A circle of people (Restricted)</source>
            <translation>指定人員（Restricted）</translation>
        </message>
        <message>
            <source>Addresses (Private)</source>
            <translation>指定地址（Private）</translation>
        </message>
        <message>
            <source>Earth, landslides (Geo)</source>
            <translation>地質、山泥傾瀉（Geo）</translation>
        </message>
        <message>
            <source>Weather, floods (Met)</source>
            <translation>天氣、水浸（Met）</translation>
        </message>
        <message>
            <source>Public safety (Safety)</source>
            <translation>公眾安全（Safety）</translation>
        </message>
        <message>
            <source>Police, security (Security)</source>
            <translation>警務、保安（Security）</translation>
        </message>
        <message>
            <source>Search and rescue (Rescue)</source>
            <translation>搜索及拯救（Rescue）</translation>
        </message>
        <message>
            <source>Fires (Fire)</source>
            <translation>火警（Fire）</translation>
        </message>
        <message>
            <source>Medicine, public health (Health)</source>
            <translation>醫療、公共衞生（Health）</translation>
        </message>
        <message>
            <source>Pollution, environment (Env)</source>
            <translation>污染、環境（Env）</translation>
        </message>
        <message>
            <source>Roads, rail, ships, air (Transport)</source>
            <translation>道路、鐵路、海空（Transport）</translation>
        </message>
        <message>
            <source>Power, water, gas, lighting (Infra)</source>
            <translation>水、電、煤氣、照明（Infra）</translation>
        </message>
        <message>
            <source>Hazardous substances (CBRNE)</source>
            <translation>危險物質（CBRNE）</translation>
        </message>
        <message>
            <source>Something else (Other)</source>
            <translation>其他（Other）</translation>
        </message>
        <message>
            <source>Not said</source>
            <translation>未說明</translation>
        </message>
        <message>
            <source>Take shelter (Shelter)</source>
            <translation>就地躲避（Shelter）</translation>
        </message>
        <message>
            <source>Leave the area (Evacuate)</source>
            <translation>撤離該區（Evacuate）</translation>
        </message>
        <message>
            <source>Get ready (Prepare)</source>
            <translation>做好準備（Prepare）</translation>
        </message>
        <message>
            <source>Do as was planned (Execute)</source>
            <translation>按既定計劃行動（Execute）</translation>
        </message>
        <message>
            <source>Keep away (Avoid)</source>
            <translation>避免前往（Avoid）</translation>
        </message>
        <message>
            <source>Follow the news (Monitor)</source>
            <translation>留意最新消息（Monitor）</translation>
        </message>
        <message>
            <source>Judge it by the information given (Assess)</source>
            <translation>按所提供的資料判斷（Assess）</translation>
        </message>
        <message>
            <source>The danger is over (AllClear)</source>
            <translation>危險已解除（AllClear）</translation>
        </message>
        <message>
            <source>Nothing (None)</source>
            <translation>無須行動（None）</translation>
        </message>
        <message>
            <source>At once (Immediate)</source>
            <translation>立即（Immediate）</translation>
        </message>
        <message>
            <source>Within the hour (Expected)</source>
            <translation>一小時內（Expected）</translation>
        </message>
        <message>
            <source>In the near future (Future)</source>
            <translation>短期內（Future）</translation>
        </message>
        <message>
            <source>No longer (Past)</source>
            <translation>已過（Past）</translation>
        </message>
        <message>
            <source>Not known (Unknown)</source>
            <translation>不明（Unknown）</translation>
        </message>
        <message>
            <source>Extraordinary threat (Extreme)</source>
            <translation>極嚴重（Extreme）</translation>
        </message>
        <message>
            <source>Significant threat (Severe)</source>
            <translation>嚴重（Severe）</translation>
        </message>
        <message>
            <source>Possible threat (Moderate)</source>
            <translation>中度（Moderate）</translation>
        </message>
        <message>
            <source>Little or no threat (Minor)</source>
            <translation>輕微（Minor）</translation>
        </message>
        <message>
            <source>It has happened or goes on (Observed)</source>
            <translation>已發生或正在發生（Observed）</translation>
        </message>
        <message>
            <source>Likely, over 50 % (Likely)</source>
            <translation>很可能，逾 50 %（Likely）</translation>
        </message>
        <message>
            <source>Possible, not likely (Possible)</source>
            <translation>可能，但機會不大（Possible）</translation>
        </message>
        <message>
            <source>Hardly (Unlikely)</source>
            <translation>不大可能（Unlikely）</translation>
        </message>
        <message>
            <source>Saved {file}, status {status}.</source>
            <translation>已儲存 {file}，狀態 {status}。</translation>
        </message>
        <message>
            <source>{file} is there already. Choose another name, or say that it is to be replaced.</source>
            <translation>{file} 已存在。請選擇其他名稱，或剔選取代。</translation>
        </message>
        <message>
            <source>{file} could not be written: {error}. Choose another folder.</source>
            <translation>無法寫入 {file}：{error}。請選擇其他資料夾。</translation>
        </message>
        <message>
            <source>The alert could not be saved: {error}. See the log.</source>
            <translation>無法儲存警示：{error}。詳情見記錄檔。</translation>
        </message>
    </context>
    <context>
        <name>CapExport</name>
        <message>
            <source>Select an alarm first; then it can be exported as an alert.</source>
            <translation>請先選取警報，然後才可匯出為警示。</translation>
        </message>
        <message>
            <source>This is the past: an alert is about what is. Go back to live first.</source>
            <translation>這是歷史狀況，警示須針對現況。請先返回即時。</translation>
        </message>
        <message>
            <source>It is over and out of the list: there is nothing to export any more.</source>
            <translation>已結束並不在清單中：沒有可匯出的內容。</translation>
        </message>
        <message>
            <source>Exported as CAP, status {status}: {headline}</source>
            <translation>已匯出為 CAP，狀態 {status}：{headline}</translation>
        </message>
        <message>
            <source>Exported as CAP, {message}, status {status}, {scope}: {identifier}</source>
            <translation>已匯出為 CAP（{message}，狀態 {status}，{scope}）：{identifier}</translation>
        </message>
        <message>
            <source>The alert is exported, but not in the journal: {reason}</source>
            <translation>警示已匯出，但未能記入日誌：{reason}</translation>
        </message>
    </context>
    <context>
        <name>CapSheet</name>
        <message>
            <source>Export as CAP</source>
            <translation>匯出為 CAP</translation>
        </message>
        <message>
            <source>The name by which others know this centre, as an internet address: one word. It is remembered.</source>
            <translation>其他單位識別本中心的名稱，寫法如網址，不含空格。會記住供下次使用。</translation>
        </message>
        <message>
            <source>https://… where there is more about it</source>
            <translation>https://… 詳情網頁</translation>
        </message>
        <message>
            <source>Whom to ask, e.g. a telephone number</source>
            <translation>查詢途徑，例如電話號碼</translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%n 小時</numerusform>
            </translation>
        </message>
        <message>
            <source>Replace the file that is there</source>
            <translation>取代現有檔案</translation>
        </message>
        <message>
            <source>I mean it: this alert is real (status Actual)</source>
            <translation>本人確認：此警示屬真實（狀態：實際 Actual）</translation>
        </message>
        <message>
            <source>Write the file (Ctrl+Enter)</source>
            <translation>寫入檔案（Ctrl+Enter）</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>訊息類型</translation>
        </message>
        <message>
            <source>From</source>
            <translation>發出單位</translation>
        </message>
        <message>
            <source>For</source>
            <translation>對象</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>類別</translation>
        </message>
        <message>
            <source>Response</source>
            <translation>應對行動</translation>
        </message>
        <message>
            <source>Urgency</source>
            <translation>緊急程度</translation>
        </message>
        <message>
            <source>Severity</source>
            <translation>嚴重程度</translation>
        </message>
        <message>
            <source>Certainty</source>
            <translation>確定程度</translation>
        </message>
        <message>
            <source>Holds for</source>
            <translation>有效期</translation>
        </message>
        <message>
            <source>Radius</source>
            <translation>半徑</translation>
        </message>
        <message>
            <source>Web</source>
            <translation>網址</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>聯絡方法</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>選擇…</translation>
        </message>
        <message>
            <source>File</source>
            <translation>檔案</translation>
        </message>
        <message>
            <source>A new alert (Alert)</source>
            <translation>新警示（Alert）</translation>
        </message>
        <message numerus="yes">
            <source>In the place of %n earlier one(s) (Update)</source>
            <translation>
                <numerusform>取代先前 %n 則（Update）</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n earlier one(s) no longer hold (Cancel)</source>
            <translation>
                <numerusform>先前 %n 則不再有效（Cancel）</numerusform>
            </translation>
        </message>
        <message>
            <source>To whom it is restricted</source>
            <translation>限定的接收對象</translation>
        </message>
        <message>
            <source>Addresses, with blanks between them</source>
            <translation>地址，以空格分隔</translation>
        </message>
        <message>
            <source>Operations centres and emergency services</source>
            <translation>控制中心及緊急服務部門</translation>
        </message>
        <message>
            <source>The station is another one now. Close this, and export anew.</source>
            <translation>主站已更換。請關閉此頁，重新匯出。</translation>
        </message>
        <message>
            <source>This is the past: an alert is about what is. Go back to live first.</source>
            <translation>這是歷史狀況，警示須針對現況。請先返回即時。</translation>
        </message>
        <message>
            <source>Tick that it is real. Nothing has left the console yet.</source>
            <translation>請剔選確認屬真實。尚未匯出任何內容。</translation>
        </message>
        <message>
            <source>The sender is one word: without blanks, commas, &lt; and &amp;.</source>
            <translation>發出單位不可含空格、逗號、&lt; 及 &amp;。</translation>
        </message>
        <message>
            <source>The address in the web is a whole one, https://… without blanks.</source>
            <translation>網址須完整（https://…），不可含空格。</translation>
        </message>
        <message>
            <source>Write whom it is for, or choose everybody.</source>
            <translation>請輸入對象，或選擇「公眾」。</translation>
        </message>
        <message>
            <source>Write what the event is called ({language}).</source>
            <translation>請輸入事件名稱（{language}）。</translation>
        </message>
        <message>
            <source>Choose a file.</source>
            <translation>請選擇檔案。</translation>
        </message>
        <message>
            <source>What to do is written for people who operate the city: read it before everybody does.</source>
            <translation>應對措施原為操作人員而寫：向公眾發出前請先檢查。</translation>
        </message>
        <message>
            <source>Where the alert goes</source>
            <translation>警示存放位置</translation>
        </message>
        <message>
            <source>CAP 1.2 (*.xml *.cap)</source>
            <translation>CAP 1.2 (*.xml *.cap)</translation>
        </message>
        <message>
            <source>Being written…</source>
            <translation>正在寫入…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>關閉</translation>
        </message>
    </context>
    <context>
        <name>Causes</name>
        <message numerus="yes">
            <source>Probable first cause of %n alarm(s)</source>
            <translation>
                <numerusform>%n 個警報的可能首因</numerusform>
            </translation>
        </message>
        <message>
            <source>first cause</source>
            <translation>首因</translation>
        </message>
        <message>
            <source>cause</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>effect</source>
            <translation>後果</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 個</numerusform>
            </translation>
        </message>
        <message>
            <source>ended</source>
            <translation>已結束</translation>
        </message>
    </context>
    <context>
        <name>Checklist</name>
        <message>
            <source>Done{key}.</source>
            <translation>完成{key}。</translation>
        </message>
        <message>
            <source>It is kept at this desk.</source>
            <translation>記錄只保存在此席位。</translation>
        </message>
        <message>
            <source>Done by {name}</source>
            <translation>由 {name} 完成</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Checklist: {done} of {all} done</source>
            <translation>處置步驟：已完成 {done} / {all}</translation>
        </message>
    </context>
    <context>
        <name>ChooseExercise</name>
        <message>
            <source>Train with an exercise</source>
            <translation>以演習訓練</translation>
        </message>
        <message>
            <source>The trainer's console opens in a window of its own. Trainees attach to the address that stands there; nothing of it reaches the live city.</source>
            <translation>導師主控台會在另一視窗開啟。學員連線至該處所示的位址；演習內容不會傳到即時城市。</translation>
        </message>
        <message>
            <source>Exercises</source>
            <translation>演習</translation>
        </message>
        <message>
            <source>Train</source>
            <translation>開始訓練</translation>
        </message>
        <message>
            <source>Another file…</source>
            <translation>其他檔案…</translation>
        </message>
        <message>
            <source>Exercises (*.toml)</source>
            <translation>演習 (*.toml)</translation>
        </message>
    </context>
    <context>
        <name>ChooseIncident</name>
        <message>
            <source>Replay an incident</source>
            <translation>重播事故</translation>
        </message>
        <message>
            <source>It opens in a window of its own. Live goes on, and its critical alarms break through.</source>
            <translation>會在另一視窗開啟。即時監察照常，危急警報仍會在此顯示。</translation>
        </message>
        <message>
            <source>Incidents opened last</source>
            <translation>最近開啟的事故</translation>
        </message>
        <message>
            <source>No incident was opened yet. Choose a file (.mcap), or cut one out of the recording.</source>
            <translation>尚未開啟過事故。請選擇檔案（.mcap），或從記錄擷取。</translation>
        </message>
        <message>
            <source>Replay</source>
            <translation>重播</translation>
        </message>
        <message>
            <source>Another file…</source>
            <translation>其他檔案…</translation>
        </message>
        <message>
            <source>Recorded incidents (*.mcap)</source>
            <translation>事故記錄 (*.mcap)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有檔案 (*)</translation>
        </message>
    </context>
    <context>
        <name>City</name>
        <message>
            <source>An hour ago</source>
            <translation>1 小時前</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>昨日</translation>
        </message>
        <message>
            <source>A week ago</source>
            <translation>1 週前</translation>
        </message>
        <message>
            <source>Suspect: rests on today only; a week of past is needed.</source>
            <translation>可疑：只依據今日數據；需要一週歷史。</translation>
        </message>
        <message>
            <source>Suspect: rests on {days} d of past; {enough} d are needed.</source>
            <translation>可疑：只依據 {days} 天歷史；需要 {enough} 天。</translation>
        </message>
        <message>
            <source>Nothing of the city index has been heard yet. It needs six times ten minutes of the numbers of an axis: about an hour after the station has started.</source>
            <translation>尚未收到城市指數。需要六個十分鐘的軸數值：主站啟動後約一小時。</translation>
        </message>
        <message>
            <source>Each axis is held against the city's own past: it needs six times ten minutes of its numbers. {known} of {enough} are known; about {minutes} min to go.</source>
            <translation>各軸與城市本身的過往比較：需要六個十分鐘的數值。已知 {known} / {enough} 個；尚餘約 {minutes} 分鐘。</translation>
        </message>
        <message>
            <source>not known yet</source>
            <translation>尚未知</translation>
        </message>
        <message>
            <source>as ever</source>
            <translation>一如以往</translation>
        </message>
        <message>
            <source>{far} σ better</source>
            <translation>好 {far} σ</translation>
        </message>
        <message>
            <source>{far} σ worse</source>
            <translation>差 {far} σ</translation>
        </message>
        <message>
            <source>more is better</source>
            <translation>越高越好</translation>
        </message>
        <message>
            <source>less is better</source>
            <translation>越低越好</translation>
        </message>
        <message>
            <source>weight {weight}</source>
            <translation>權重 {weight}</translation>
        </message>
        <message>
            <source>{points} points</source>
            <translation>{points} 分</translation>
        </message>
        <message>
            <source>no target</source>
            <translation>未設目標</translation>
        </message>
        <message>
            <source>{share} % of target so far</source>
            <translation>至今為目標的 {share} %</translation>
        </message>
        <message>
            <source>{share} % of the day's target so far</source>
            <translation>至今為全日目標的 {share} %</translation>
        </message>
        <message>
            <source>on target for this hour</source>
            <translation>符合此刻目標</translation>
        </message>
        <message>
            <source>on target</source>
            <translation>符合目標</translation>
        </message>
        <message>
            <source>{share} % over target</source>
            <translation>高於目標 {share} %</translation>
        </message>
        <message>
            <source>{share} % under target</source>
            <translation>低於目標 {share} %</translation>
        </message>
        <message>
            <source>{share} % over target for this hour</source>
            <translation>高於此刻目標 {share} %</translation>
        </message>
        <message>
            <source>{share} % under target for this hour</source>
            <translation>低於此刻目標 {share} %</translation>
        </message>
        <message>
            <source>as usual, {low} to {high}</source>
            <translation>如常（{low} 至 {high}）</translation>
        </message>
        <message>
            <source>above usual ({low} to {high})</source>
            <translation>高於平常（{low} 至 {high}）</translation>
        </message>
        <message>
            <source>below usual ({low} to {high})</source>
            <translation>低於平常（{low} 至 {high}）</translation>
        </message>
    </context>
    <context>
        <name>CitySummary</name>
        <message>
            <source>{priority}: {count} alarms, {waiting} unacknowledged</source>
            <translation>{priority}：{count} 個警報，{waiting} 個未確認</translation>
        </message>
        <message>
            <source>Click to show the whole city again (Ctrl+Shift+D leaves the area).</source>
            <translation>按一下以重新顯示全市（Ctrl+Shift+D 離開區域）。</translation>
        </message>
        <message>
            <source>Click to show every system again.</source>
            <translation>按一下以再次顯示所有系統。</translation>
        </message>
        <message>
            <source>Only {area}</source>
            <translation>只看{area}</translation>
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
            <source>Alarm performance</source>
            <translation>警報表現</translation>
        </message>
        <message>
            <source>Journal</source>
            <translation>日誌</translation>
        </message>
        <message>
            <source>Rules</source>
            <translation>規則</translation>
        </message>
        <message>
            <source>Page of a system</source>
            <translation>系統頁面</translation>
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
            <source>Go to a place…</source>
            <translation>前往地點…</translation>
        </message>
        <message>
            <source>Coordinates, street, district, entity</source>
            <translation>坐標、街道、地區、實體</translation>
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
            <source>History of the selected alarm</source>
            <translation>所選警報的歷史</translation>
        </message>
        <message>
            <source>What happened to it, in the journal; without an alarm all of the selected place</source>
            <translation>在日誌查看其經過；未選警報則顯示所選地點的全部記錄</translation>
        </message>
        <message>
            <source>Alarm and entity in the inspector</source>
            <translation>在詳情切換警報與實體</translation>
        </message>
        <message>
            <source>From the selected alarm to its entity, from an entity to its worst alarm</source>
            <translation>由所選警報往其實體，由實體往其最嚴重警報</translation>
        </message>
        <message>
            <source>For 10 minutes, or let them sound again; it changes no alarm</source>
            <translation>靜音 10 分鐘，或恢復；不會改變任何警報</translation>
        </message>
        <message>
            <source>Silence the tones</source>
            <translation>提示音靜音</translation>
        </message>
        <message>
            <source>Into the journal, about the moment shown, the selection, the cursor of the trends</source>
            <translation>記入日誌，內容針對所示時刻、所選項目或趨勢圖游標處</translation>
        </message>
        <message>
            <source>Write a note…</source>
            <translation>寫記事…</translation>
        </message>
        <message>
            <source>The selected alarm, or its situation, as a file of the Common Alerting Protocol; shown first</source>
            <translation>將所選警報或其事態匯出為通用警報協定（CAP）檔案；匯出前先顯示內容</translation>
        </message>
        <message>
            <source>Export as CAP…</source>
            <translation>匯出為 CAP…</translation>
        </message>
        <message>
            <source>Clear selection and filters</source>
            <translation>清除選取及篩選</translation>
        </message>
        <message>
            <source>Only the area of the selection</source>
            <translation>只看所選的區域</translation>
        </message>
        <message>
            <source>Narrow everything to the selected area, else to the smallest the selection is in</source>
            <translation>全部只顯示所選區域，或所選項目所在的最小區域</translation>
        </message>
        <message>
            <source>The whole city again</source>
            <translation>返回全市</translation>
        </message>
        <message>
            <source>Leave the area</source>
            <translation>離開區域</translation>
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
            <source>Another map in a window of its own</source>
            <translation>另開地圖視窗</translation>
        </message>
        <message>
            <source>Linked or free</source>
            <translation>聯動或獨立</translation>
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
            <source>Save the map for print…</source>
            <translation>儲存地圖以供列印…</translation>
        </message>
        <message>
            <source>PDF or picture</source>
            <translation>PDF 或圖片</translation>
        </message>
        <message>
            <source>Make a report…</source>
            <translation>製作報告…</translation>
        </message>
        <message>
            <source>Shift, day or incident, as PDF or HTML; made in the background</source>
            <translation>更次、每日或事故，PDF 或 HTML；在背景製作</translation>
        </message>
        <message>
            <source>View</source>
            <translation>視圖</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>全螢幕</translation>
        </message>
        <message>
            <source>The map alone; its views change by themselves and stop where an alarm is</source>
            <translation>只顯示地圖；自動輪換畫面，遇有警報即停留</translation>
        </message>
        <message>
            <source>Wall mode</source>
            <translation>大螢幕模式</translation>
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
            <source>Time</source>
            <translation>時間</translation>
        </message>
        <message>
            <source>Review the past</source>
            <translation>回顧歷史</translation>
        </message>
        <message>
            <source>The city as it stood at any time</source>
            <translation>城市在任何時刻的狀況</translation>
        </message>
        <message>
            <source>Colour what is more and less than an hour ago, yesterday, usual</source>
            <translation>以顏色顯示與 1 小時前、昨日或平常相比的增減</translation>
        </message>
        <message>
            <source>Compare the map with another time</source>
            <translation>與另一時間比較</translation>
        </message>
        <message>
            <source>Back to live, with the newest critical alarm that nobody has acknowledged selected</source>
            <translation>返回即時，並選取最新的未確認危急警報</translation>
        </message>
        <message>
            <source>To the newest critical alarm, live</source>
            <translation>前往最新危急警報（即時）</translation>
        </message>
        <message>
            <source>Back to live</source>
            <translation>返回即時</translation>
        </message>
        <message>
            <source>Leave the past</source>
            <translation>離開歷史</translation>
        </message>
        <message>
            <source>Replay</source>
            <translation>重播</translation>
        </message>
        <message>
            <source>Play a recorded incident in a window of its own, beside live</source>
            <translation>在另一視窗重播事故記錄，即時照常</translation>
        </message>
        <message>
            <source>Replay an incident…</source>
            <translation>重播事故…</translation>
        </message>
        <message>
            <source>Make a file of what was recorded between two times, to replay, train with and hand on</source>
            <translation>將兩個時刻之間的記錄製成檔案，供重播、訓練及轉交</translation>
        </message>
        <message>
            <source>Cut an incident…</source>
            <translation>擷取事故…</translation>
        </message>
        <message>
            <source>Exercise</source>
            <translation>演習</translation>
        </message>
        <message>
            <source>Open the trainer's console on an exercise, in a window of its own</source>
            <translation>在另一視窗開啟演習的導師主控台</translation>
        </message>
        <message>
            <source>Train with an exercise…</source>
            <translation>以演習訓練…</translation>
        </message>
        <message>
            <source>The brief of the exercise, what was said since, and at its end the score</source>
            <translation>演習簡報、其後的訊息，以及結束時的評分</translation>
        </message>
        <message>
            <source>Brief and messages</source>
            <translation>簡報及訊息</translation>
        </message>
        <message>
            <source>In the exercise only: it is sent to nobody</source>
            <translation>只在演習中：不會發給任何人</translation>
        </message>
        <message>
            <source>Draft an alert to the public…</source>
            <translation>草擬公眾警示…</translation>
        </message>
        <message>
            <source>Course, score and reasons of the session that is played; an earlier run beside it; report</source>
            <translation>所播放演習的進程、評分及原因；與前次比較；報告</translation>
        </message>
        <message>
            <source>Debrief of the session</source>
            <translation>演習檢討</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>程式</translation>
        </message>
        <message>
            <source>Basemap…</source>
            <translation>底圖…</translation>
        </message>
        <message>
            <source>Which maps lie under the city</source>
            <translation>城市之下鋪設哪些地圖</translation>
        </message>
        <message>
            <source>Streets for the map without a network, out of a file of OpenStreetMap</source>
            <translation>由 OpenStreetMap 檔案製作，無須網絡也有街道</translation>
        </message>
        <message>
            <source>Make a basemap from an OpenStreetMap extract…</source>
            <translation>由 OpenStreetMap 數據檔製作底圖…</translation>
        </message>
        <message>
            <source>Change operator…</source>
            <translation>更換操作員…</translation>
        </message>
        <message>
            <source>Name, role, shifts: acts carry them</source>
            <translation>姓名、角色、更次：操作時會記下</translation>
        </message>
        <message>
            <source>My areas…</source>
            <translation>我的負責範圍…</translation>
        </message>
        <message>
            <source>The areas and systems you answer for</source>
            <translation>你負責的區域及系統</translation>
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
        <message>
            <source>Undo</source>
            <translation>復原</translation>
        </message>
        <message>
            <source>Take it back (Ctrl+Z)</source>
            <translation>撤回（Ctrl+Z）</translation>
        </message>
        <message>
            <source>What was refused, and why</source>
            <translation>被拒項目及原因</translation>
        </message>
        <message numerus="yes">
            <source>Reset %n alarm(s)</source>
            <translation>
                <numerusform>復位 %n 個警報</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Unshelve %n alarm(s)</source>
            <translation>
                <numerusform>取消擱置 %n 個警報</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>End the suppression of %n alarm(s)</source>
            <translation>
                <numerusform>結束抑制 %n 個警報</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Return %n alarm(s) to service</source>
            <translation>
                <numerusform>恢復使用 %n 個警報</numerusform>
            </translation>
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
            <source>The city's data stopped ({why}). They are played again.</source>
            <translation>城市數據已停止（{why}），正在重新播放。</translation>
        </message>
        <message>
            <source>The demo city stopped ({why}). It is being started again.</source>
            <translation>示範城市已停止（{why}），正在重新啟動。</translation>
        </message>
        <message>
            <source>The replay ended ({why}). Close this window and open the file again.</source>
            <translation>重播已結束（{why}）。請關閉此視窗並重新開啟檔案。</translation>
        </message>
        <message>
            <source>The station stopped ({why}). It is being started again; what it had recorded is kept.</source>
            <translation>主站已停止（{why}），正在重新啟動；已記錄的資料會保留。</translation>
        </message>
    </context>
    <context>
        <name>Console</name>
        <message>
            <source>Names, kinds and limits are those of the station.</source>
            <translation>名稱、類別及限值以主站為準。</translation>
        </message>
        <message>
            <source>Select an area, or something in one: press Ctrl+K and type the name of a district.</source>
            <translation>請選取一個區域或其中的項目：按 Ctrl+K 並輸入地區名稱。</translation>
        </message>
        <message>
            <source>The report {file} is made.</source>
            <translation>報告 {file} 已製作。</translation>
        </message>
        <message>
            <source>The report could not be made: {reason}</source>
            <translation>無法製作報告：{reason}</translation>
        </message>
        <message>
            <source>{file} is being opened in a window of its own.</source>
            <translation>正在另一視窗開啟 {file}。</translation>
        </message>
    </context>
    <context>
        <name>Coordinates</name>
        <message>
            <source>Both are the same direction.</source>
            <translation>兩個數值屬同一方向。</translation>
        </message>
        <message>
            <source>One needs N or S, the other E or W.</source>
            <translation>一個須標 N 或 S，另一個須標 E 或 W。</translation>
        </message>
        <message>
            <source>The map ends at {limit}° north and south.</source>
            <translation>地圖南北只到 {limit}°。</translation>
        </message>
        <message>
            <source>Choose a place nearer to the equator.</source>
            <translation>請選擇較接近赤道的地點。</translation>
        </message>
        <message>
            <source>N</source>
            <translation>N</translation>
        </message>
        <message>
            <source>S</source>
            <translation>S</translation>
        </message>
        <message>
            <source>E</source>
            <translation>E</translation>
        </message>
        <message>
            <source>W</source>
            <translation>W</translation>
        </message>
        <message>
            <source>{lat}° {north}, {lon}° {east}</source>
            <translation>{lat}° {north}, {lon}° {east}</translation>
        </message>
        <message>
            <source>{place}  (read as latitude, longitude)</source>
            <translation>{place}（按緯度、經度解讀）</translation>
        </message>
        <message>
            <source>Degrees, minutes and seconds do not fit together.</source>
            <translation>度、分、秒互相矛盾。</translation>
        </message>
        <message>
            <source>Only the last of them has a decimal point, and only the first a sign.</source>
            <translation>只有最後一個可帶小數點，只有第一個可帶正負號。</translation>
        </message>
        <message>
            <source>Minutes and seconds end at 60.</source>
            <translation>分和秒須小於 60。</translation>
        </message>
        <message>
            <source>Decimal degrees have a point: 22.2793</source>
            <translation>十進制度數須有小數點：22.2793</translation>
        </message>
        <message>
            <source>A sign and a letter together are not clear.</source>
            <translation>正負號與字母並用，意思不明確。</translation>
        </message>
        <message>
            <source>Write either the sign or N, S, E, W.</source>
            <translation>請只用正負號，或只用 N、S、E、W。</translation>
        </message>
        <message>
            <source>Latitude {lat} is not between −90 and 90.</source>
            <translation>緯度 {lat} 不在 −90 至 90 之間。</translation>
        </message>
        <message>
            <source>Longitude first? Then write {lat}, {lon}, or add N, S, E and W.</source>
            <translation>經度在前？請改寫為 {lat}, {lon}，或加上 N、S、E、W。</translation>
        </message>
        <message>
            <source>Write latitude, then longitude: 22.2793, 114.1628</source>
            <translation>請先寫緯度，後寫經度：22.2793, 114.1628</translation>
        </message>
        <message>
            <source>Longitude {lon} is not between −180 and 180.</source>
            <translation>經度 {lon} 不在 −180 至 180 之間。</translation>
        </message>
    </context>
    <context>
        <name>Course</name>
        <message>
            <source>Course</source>
            <translation>走勢</translation>
        </message>
        <message>
            <source>Its rule watches no single value: there is nothing to plot.</source>
            <translation>其規則並非監察單一數值，沒有可繪製的內容。</translation>
        </message>
        <message>
            <source>Limit: {limit}</source>
            <translation>限值：{limit}</translation>
        </message>
        <message>
            <source>Nothing was recorded of it in this time.</source>
            <translation>此時段沒有記錄。</translation>
        </message>
        <message>
            <source>Not known: {spans}</source>
            <translation>沒有數據：{spans}</translation>
        </message>
    </context>
    <context>
        <name>CourseView</name>
        <message>
            <source>Course of the exercise</source>
            <translation>演習進程</translation>
        </message>
    </context>
    <context>
        <name>CutDialog</name>
        <message>
            <source>Cut an incident</source>
            <translation>擷取事故</translation>
        </message>
        <message>
            <source>From</source>
            <translation>開始</translation>
        </message>
        <message>
            <source>To</source>
            <translation>結束</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>標題</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>地點</translation>
        </message>
        <message>
            <source>Author</source>
            <translation>作者</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>授權條款</translation>
        </message>
        <message>
            <source>by the worst that happened in it</source>
            <translation>留空則以最嚴重的事件命名</translation>
        </message>
        <message>
            <source>how others may use it, e.g. CC BY 4.0</source>
            <translation>他人可如何使用，例如 CC BY 4.0</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>備註</translation>
        </message>
        <message>
            <source>What whoever opens it should know</source>
            <translation>開啟者須知的事項</translation>
        </message>
        <message>
            <source>File</source>
            <translation>檔案</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>選擇…</translation>
        </message>
        <message>
            <source>Replace a file of that name</source>
            <translation>取代同名檔案</translation>
        </message>
        <message>
            <source>Replay it</source>
            <translation>重播</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Cut</source>
            <translation>擷取</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>關閉</translation>
        </message>
        <message>
            <source>Drag over what is to be cut, or click an alarm for ten minutes on each side. Wheel: closer; Shift and wheel: earlier, later. Keys: arrows move the handle, [ and ] make it the beginning or the end.</source>
            <translation>拖曳選取要擷取的時段，或按一下警報以取其前後各十分鐘。滾輪：縮放；Shift 加滾輪：前後移動。按鍵：方向鍵移動控點，[ 及 ] 設為開始或結束。</translation>
        </message>
        <message>
            <source>Systems</source>
            <translation>系統</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>區域</translation>
        </message>
        <message>
            <source>{length}, times of {zone}</source>
            <translation>{length}，時區 {zone}</translation>
        </message>
        <message>
            <source>{minutes} min {seconds} s</source>
            <translation>{minutes} 分 {seconds} 秒</translation>
        </message>
        <message>
            <source>Write times as 18:24, 2026-11-22 18:24:07 or -2h.</source>
            <translation>請按 18:24、2026-11-22 18:24:07 或 -2h 的格式輸入時間。</translation>
        </message>
        <message>
            <source>The end has to be later than the beginning.</source>
            <translation>結束時間必須遲於開始時間。</translation>
        </message>
        <message>
            <source>Say which file it is to be.</source>
            <translation>請指定要儲存的檔案。</translation>
        </message>
        <message>
            <source>Recorded incidents (*.mcap)</source>
            <translation>事故記錄 (*.mcap)</translation>
        </message>
        <message>
            <source>Stopping …</source>
            <translation>正在停止…</translation>
        </message>
        <message>
            <source>The station cuts: {share} %. It goes on when this is closed.</source>
            <translation>主站正在擷取：{share} %。關閉此視窗後仍會繼續。</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s)</source>
            <translation>
                <numerusform>%n 則訊息</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CuttingWork</name>
        <message>
            <source>Stopped. Nothing was written.</source>
            <translation>已停止，沒有寫入任何內容。</translation>
        </message>
    </context>
    <context>
        <name>Debrief</name>
        <message>
            <source>Debrief</source>
            <translation>檢討</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>評分</translation>
        </message>
    </context>
    <context>
        <name>DebriefPanel</name>
        <message>
            <source>At</source>
            <translation>時間</translation>
        </message>
        <message>
            <source>Criterion</source>
            <translation>評分項目</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>結果</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>得分</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>人員</translation>
        </message>
        <message>
            <source>This run</source>
            <translation>本次</translation>
        </message>
        <message>
            <source>Earlier run</source>
            <translation>前次</translation>
        </message>
        <message>
            <source>Beside an earlier run…</source>
            <translation>與前次比較…</translation>
        </message>
        <message>
            <source>Choose the file of another session of this exercise (E)</source>
            <translation>選擇同一演習另一次的記錄檔（E）</translation>
        </message>
        <message>
            <source>This run alone</source>
            <translation>只看本次</translation>
        </message>
        <message>
            <source>Leave the comparison (A)</source>
            <translation>結束比較（A）</translation>
        </message>
        <message>
            <source>Report…</source>
            <translation>報告…</translation>
        </message>
        <message>
            <source>As PDF or HTML; made in the background (R)</source>
            <translation>PDF 或 HTML；在背景製作（R）</translation>
        </message>
        <message>
            <source>Alert…</source>
            <translation>警示…</translation>
        </message>
        <message>
            <source>Export an alert that was drafted as a CAP file; it is shown first (X)</source>
            <translation>將已草擬的警示匯出為 CAP 檔案；匯出前先顯示內容（X）</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>評分</translation>
        </message>
        <message>
            <source>Enter or a double click goes there</source>
            <translation>按 Enter 或按兩下前往該處</translation>
        </message>
        <message>
            <source>What was other</source>
            <translation>差異</translation>
        </message>
        <message>
            <source>{points} points, {percent} %</source>
            <translation>{points} 分，{percent} %</translation>
        </message>
        <message>
            <source>{points} lost</source>
            <translation>扣 {points} 分</translation>
        </message>
        <message>
            <source>This run: {file}</source>
            <translation>本次：{file}</translation>
        </message>
        <message>
            <source>The earlier run: {file}</source>
            <translation>前次：{file}</translation>
        </message>
        <message>
            <source>better</source>
            <translation>較佳</translation>
        </message>
        <message>
            <source>worse</source>
            <translation>較差</translation>
        </message>
        <message>
            <source>Every criterion came out the same.</source>
            <translation>各評分項目結果相同。</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>正在讀取…</translation>
        </message>
        <message>
            <source>Writing…</source>
            <translation>正在寫入…</translation>
        </message>
        <message>
            <source>Earlier run: </source>
            <translation>前次：</translation>
        </message>
        <message>
            <source>{what}: {reason}</source>
            <translation>{what}：{reason}</translation>
        </message>
        <message>
            <source>The session to compare with</source>
            <translation>用作比較的演習記錄</translation>
        </message>
        <message>
            <source>Sessions (*.mcap)</source>
            <translation>演習記錄 (*.mcap)</translation>
        </message>
        <message>
            <source>That file is of another exercise: only what both have can be compared.</source>
            <translation>該檔案屬另一演習：只可比較兩者共有的項目。</translation>
        </message>
        <message>
            <source>The earlier run could not be read: {reason}</source>
            <translation>無法讀取前次記錄：{reason}</translation>
        </message>
        <message>
            <source>Nobody drafted an alert.</source>
            <translation>沒有草擬任何警示。</translation>
        </message>
        <message>
            <source>The file of this session</source>
            <translation>本次演習的記錄檔</translation>
        </message>
        <message>
            <source>Report of the session</source>
            <translation>演習報告</translation>
        </message>
        <message>
            <source>The report {file} is made.</source>
            <translation>報告 {file} 已製作。</translation>
        </message>
        <message>
            <source>The report could not be made: {reason}</source>
            <translation>無法製作報告：{reason}</translation>
        </message>
    </context>
    <context>
        <name>DebriefReport</name>
        <message>
            <source>it ended with status {code}</source>
            <translation>程式結束，狀態碼 {code}</translation>
        </message>
    </context>
    <context>
        <name>Derived</name>
        <message>
            <source>change of {series}</source>
            <translation>{series} 的變化</translation>
        </message>
        <message>
            <source>States are no numbers: choose series of numbers.</source>
            <translation>狀態並非數值：請選擇數值序列。</translation>
        </message>
        <message>
            <source>Sum of {label}</source>
            <translation>{label}總和</translation>
        </message>
        <message>
            <source>Mean of {label}</source>
            <translation>{label}平均值</translation>
        </message>
        <message>
            <source>Smallest {label}</source>
            <translation>{label}最小值</translation>
        </message>
        <message>
            <source>Largest {label}</source>
            <translation>{label}最大值</translation>
        </message>
    </context>
    <context>
        <name>DerivedDialog</name>
        <message>
            <source>A series made of others</source>
            <translation>由其他序列計算</translation>
        </message>
        <message>
            <source>Difference, or any expression over series</source>
            <translation>差值，或以各序列組成的任何表達式</translation>
        </message>
        <message>
            <source>How fast a series changes</source>
            <translation>序列的變化速度</translation>
        </message>
        <message>
            <source>Many entities put together</source>
            <translation>多個實體合併</translation>
        </message>
        <message>
            <source>Made up of what it is</source>
            <translation>按內容自動命名</translation>
        </message>
        <message>
            <source>Plot it</source>
            <translation>繪圖</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>類別</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名稱</translation>
        </message>
        <message>
            <source>Name a series: write words of its name above, and choose it.</source>
            <translation>請指定序列：在上方輸入名稱中的字詞，然後選擇。</translation>
        </message>
        <message>
            <source>Write an expression over the letters above, such as a - b.</source>
            <translation>請以上方的字母寫出表達式，例如 a - b。</translation>
        </message>
        <message>
            <source>Now {value}.</source>
            <translation>現為 {value}。</translation>
        </message>
        <message>
            <source>In {unit}.</source>
            <translation>單位：{unit}。</translation>
        </message>
        <message>
            <source>Its unit is not known, since that of a part is not.</source>
            <translation>單位不明，因為其中一部分的單位不明。</translation>
        </message>
        <message>
            <source>Over long spans it is reckoned of the means of bins.</source>
            <translation>長時段按分段平均值計算。</translation>
        </message>
        <message numerus="yes">
            <source>Of %n entity(ies). History is put together by the station, of means.</source>
            <translation>
                <numerusform>取自 %n 個實體。歷史由主站以平均值合併。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DesktopNotice</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 個</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DiffScale</name>
        <message>
            <source>Less, the same, more</source>
            <translation>較少、相同、較多</translation>
        </message>
        <message>
            <source>− less now</source>
            <translation>− 現時較少</translation>
        </message>
        <message>
            <source>more now +</source>
            <translation>現時較多 +</translation>
        </message>
    </context>
    <context>
        <name>Difference</name>
        <message>
            <source>Write a time to compare with.</source>
            <translation>請輸入要比較的時間。</translation>
        </message>
        <message>
            <source>That is no time of this city's past. Write 18:24, 2026-11-22 18:24 or -2h.</source>
            <translation>這不是此城市過去的時間。請輸入 18:24、2026-11-22 18:24 或 -2h。</translation>
        </message>
        <message>
            <source>The answer of the station could not be read.</source>
            <translation>無法讀取主站的回應。</translation>
        </message>
        <message>
            <source>Nothing is recorded of that time.</source>
            <translation>該時間沒有記錄。</translation>
        </message>
        <message>
            <source>Fetching…</source>
            <translation>正在取得…</translation>
        </message>
        <message numerus="yes">
            <source>Dotted: not comparable (%n here), unknown then or now.</source>
            <translation>
                <numerusform>點線：當時或現時不明，無法比較（此處 %n 個）。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Known on fewer than %n of the days: not comparable.</source>
            <translation>
                <numerusform>已知日數少於 %n 天者不作比較。</numerusform>
            </translation>
        </message>
        <message>
            <source>Difference: {what}</source>
            <translation>差異：{what}</translation>
        </message>
        <message numerus="yes">
            <source>the usual: median of %n day(s) at {time}</source>
            <translation>
                <numerusform>平常：%n 天內 {time} 的中位數</numerusform>
            </translation>
        </message>
        <message>
            <source>{here}
less {there}</source>
            <translation>{here}
對比 {there}</translation>
        </message>
    </context>
    <context>
        <name>DifferenceCard</name>
        <message>
            <source>Difference</source>
            <translation>差異</translation>
        </message>
        <message>
            <source>now less an hour ago</source>
            <translation>現時對比 1 小時前</translation>
        </message>
        <message>
            <source>now less yesterday</source>
            <translation>現時對比昨日</translation>
        </message>
        <message>
            <source>now less a week ago</source>
            <translation>現時對比 1 週前</translation>
        </message>
        <message>
            <source>now less the usual</source>
            <translation>現時對比平常</translation>
        </message>
        <message>
            <source>now less a time of choice</source>
            <translation>現時對比自選時間</translation>
        </message>
        <message>
            <source>Compare with</source>
            <translation>比較對象</translation>
        </message>
        <message>
            <source>18:24, 2026-11-22 18:24 or -3h, then Enter</source>
            <translation>18:24、2026-11-22 18:24 或 -3h，再按 Enter</translation>
        </message>
        <message>
            <source>Time to compare with</source>
            <translation>要比較的時間</translation>
        </message>
        <message>
            <source>End the comparison (Esc, or Ctrl+Shift+H)</source>
            <translation>結束比較（Esc 或 Ctrl+Shift+H）</translation>
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
        <name>DutyDialog</name>
        <message>
            <source>My areas</source>
            <translation>我的負責範圍</translation>
        </message>
        <message>
            <source>Choose what you answer for. Nothing checked is everything. Alarms of other places and systems are counted beside your list; critical ones are always in it.</source>
            <translation>請選擇你負責的項目，全部不選即負責全部。其他地點及系統的警報會在清單旁計數；危急警報一律列入清單。</translation>
        </message>
        <message>
            <source>Find an area</source>
            <translation>尋找區域</translation>
        </message>
        <message>
            <source>Areas</source>
            <translation>區域</translation>
        </message>
        <message>
            <source>Systems</source>
            <translation>系統</translation>
        </message>
        <message>
            <source>The whole city</source>
            <translation>整個城市</translation>
        </message>
        <message>
            <source>Uncheck everything</source>
            <translation>全部取消選取</translation>
        </message>
        <message>
            <source>not known now</source>
            <translation>現時不明</translation>
        </message>
    </context>
    <context>
        <name>EarlierRun</name>
        <message>
            <source>it ended with status {code}</source>
            <translation>程式結束，狀態碼 {code}</translation>
        </message>
    </context>
    <context>
        <name>EntityChoice</name>
        <message>
            <source>Type a name, a kind or an id</source>
            <translation>輸入名稱、類別或識別碼</translation>
        </message>
    </context>
    <context>
        <name>EntityList</name>
        <message>
            <source>Close (Esc)</source>
            <translation>關閉（Esc）</translation>
        </message>
        <message>
            <source>Enter or a click brings it into view and selects it</source>
            <translation>按 Enter 或按一下可移到畫面內並選取</translation>
        </message>
    </context>
    <context>
        <name>EventLoader</name>
        <message>
            <source>The answer of the station cannot be read: {error}</source>
            <translation>無法讀取主站的回應：{error}</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>Save what is shown</source>
            <translation>儲存所示內容</translation>
        </message>
        <message>
            <source>PDF, for paper</source>
            <translation>PDF，適合列印</translation>
        </message>
        <message>
            <source>CSV, the values as rows</source>
            <translation>CSV，數值按列</translation>
        </message>
        <message>
            <source>Parquet, the values as columns</source>
            <translation>Parquet，數值按欄</translation>
        </message>
        <message>
            <source>Landscape</source>
            <translation>橫向</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>直向</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>另存為…</translation>
        </message>
        <message>
            <source>As</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>標題</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>紙張</translation>
        </message>
        <message>
            <source>Plots as they are shown, with title, time zone and limits; lines stay lines at any size.</source>
            <translation>按所示圖表儲存，附標題、時區及限值；線條放大後仍清晰。</translation>
        </message>
        <message>
            <source>The rows that are shown, in UTC and the city's zone: samples, or bins of a long span.</source>
            <translation>所示數據列，附 UTC 及城市時間：樣本，或長時段的分段。</translation>
        </message>
        <message>
            <source>Being made…</source>
            <translation>正在製作…</translation>
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
        <name>Field</name>
        <message>
            <source>Draw a figure as a field between the stations that measure it</source>
            <translation>以量度該指標的測站作內插，繪出分佈</translation>
        </message>
        <message>
            <source>Field between stations</source>
            <translation>測站內插分佈</translation>
        </message>
        <message>
            <source>No field</source>
            <translation>不顯示分佈</translation>
        </message>
        <message>
            <source>{figure}  -  {kind}</source>
            <translation>{figure}  -  {kind}</translation>
        </message>
        <message>
            <source>No station tells this figure. Nothing is known anywhere.</source>
            <translation>沒有測站提供此指標，各處均無數據。</translation>
        </message>
        <message numerus="yes">
            <source>All %n station(s) are silent or bad: nothing is known now.</source>
            <translation>
                <numerusform>全部 %n 個測站沒有聲息或數值無效：現時沒有數據。</numerusform>
            </translation>
        </message>
        <message>
            <source>Between {told} of {count} stations, up to {far} km from one (inverse distance). Blank: not known.</source>
            <translation>以 {count} 個測站中的 {told} 個作反距離內插，範圍至距測站 {far} 公里。空白：沒有數據。</translation>
        </message>
    </context>
    <context>
        <name>FigureCard</name>
        <message>
            <source>What is usual at an hour is known after three days like this one, and better after weeks.</source>
            <translation>有三個同類日子的記錄後，即可得知各時刻的平常範圍；有數週記錄則更準確。</translation>
        </message>
        <message>
            <source>Click or Enter: show it in the trends</source>
            <translation>按一下或 Enter：在趨勢圖中顯示</translation>
        </message>
    </context>
    <context>
        <name>FigureChooser</name>
        <message>
            <source>Colour areas</source>
            <translation>分區着色</translation>
        </message>
        <message>
            <source>Which areas are coloured by a figure of what is in them</source>
            <translation>哪類區域按區內指標着色</translation>
        </message>
        <message>
            <source>by</source>
            <translation>依據</translation>
        </message>
        <message>
            <source>Whose figure</source>
            <translation>哪一類實體的指標</translation>
        </message>
        <message>
            <source>figure</source>
            <translation>指標</translation>
        </message>
        <message>
            <source>Which figure</source>
            <translation>選擇指標</translation>
        </message>
        <message>
            <source>taken as</source>
            <translation>統計方式</translation>
        </message>
        <message>
            <source>How the figures in an area become one</source>
            <translation>區內各數值如何合成一個</translation>
        </message>
        <message>
            <source>mean</source>
            <translation>平均值</translation>
        </message>
        <message>
            <source>largest</source>
            <translation>最大值</translation>
        </message>
        <message>
            <source>sum</source>
            <translation>總和</translation>
        </message>
        <message>
            <source>as they are</source>
            <translation>不着色</translation>
        </message>
        <message>
            <source>everything</source>
            <translation>全部種類</translation>
        </message>
        <message>
            <source>worst alarm</source>
            <translation>最嚴重警報</translation>
        </message>
        <message>
            <source>how many</source>
            <translation>數目</translation>
        </message>
    </context>
    <context>
        <name>FileDialog</name>
        <message>
            <source>Open it</source>
            <translation>開啟檔案</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Stopped. Nothing was saved.</source>
            <translation>已停止，沒有儲存。</translation>
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
            <source>Silence the tones (Q: 10 minutes), reminders, notices on the desktop. It changes no alarm.</source>
            <translation>提示音靜音（Q：10 分鐘）、提醒、桌面通知。不會改變任何警報。</translation>
        </message>
        <message>
            <source>Silence, reminders, notices</source>
            <translation>靜音、提醒、通知</translation>
        </message>
        <message>
            <source>Lay aside…</source>
            <translation>放置一旁…</translation>
        </message>
        <message>
            <source>Shelve the selected alarms (S), suppress them (X) or take them out of service (O)</source>
            <translation>擱置（S）、抑制（X）或停用（O）所選警報</translation>
        </message>
        <message>
            <source>Put rows together by district, system, cause or priority (G)</source>
            <translation>按地區、系統、原因或優先級分組（G）</translation>
        </message>
        <message>
            <source>Saved views: filters, sort and grouping under a name (V; 1 to 9)</source>
            <translation>已儲存視圖：以名稱保存的篩選、排序及分組（V；1 至 9）</translation>
        </message>
        <message>
            <source>Undo the last change of filters (Ctrl+Z)</source>
            <translation>復原上一次篩選更改（Ctrl+Z）</translation>
        </message>
        <message>
            <source>silent until {time}</source>
            <translation>靜音至 {time}</translation>
        </message>
        <message>
            <source>silent</source>
            <translation>靜音</translation>
        </message>
        <message>
            <source>Silenced by {name}</source>
            <translation>由 {name} 靜音</translation>
        </message>
        <message>
            <source>Silenced</source>
            <translation>已靜音</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>至 {time}</translation>
        </message>
        <message>
            <source>until somebody ends it</source>
            <translation>直至有人結束</translation>
        </message>
        <message>
            <source>{who}, {end}.</source>
            <translation>{who}，{end}。</translation>
        </message>
        <message>
            <source>Click to let tones sound again (Q).</source>
            <translation>按一下以恢復提示音（Q）。</translation>
        </message>
        <message numerus="yes">
            <source>Only the area {area} is shown; %n hidden. Click to leave it (Ctrl+Shift+D).</source>
            <translation>
                <numerusform>只顯示區域{area}；已隱藏 %n 個。按下離開（Ctrl+Shift+D）。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>mine · %n outside, worst: {worst}</source>
            <translation>
                <numerusform>我的 · 範圍外 %n 個，最嚴重：{worst}</numerusform>
            </translation>
        </message>
        <message>
            <source>mine · none outside</source>
            <translation>我的 · 範圍外沒有</translation>
        </message>
        <message>
            <source>Checked: only what you answer for, and everything critical. The others are counted here.</source>
            <translation>選取時：只顯示你負責的警報及所有危急警報。其餘在此計數。</translation>
        </message>
        <message>
            <source>Click to see them too. “My areas…” (Ctrl+Shift+Y) chooses what you answer for.</source>
            <translation>按一下以一併顯示。「我的負責範圍…」（Ctrl+Shift+Y）可選擇你負責的項目。</translation>
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
            <source>page</source>
            <translation>頁面</translation>
        </message>
        <message>
            <source>Page {name}</source>
            <translation>{name}頁面</translation>
        </message>
        <message>
            <source>Figures against the usual, worst places, plots</source>
            <translation>指標對比平常、最差地點、圖表</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>頁面</translation>
        </message>
        <message>
            <source>Only {area}</source>
            <translation>只看{area}</translation>
        </message>
        <message>
            <source>Narrow everything to this area</source>
            <translation>全部只顯示此區域</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>區域</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>操作</translation>
        </message>
    </context>
    <context>
        <name>FloodBar</name>
        <message numerus="yes">
            <source>folded into %n situation(s)</source>
            <translation>
                <numerusform>已摺疊成 %n 個事態</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new alarm(s) in 10 min</source>
            <translation>
                <numerusform>10 分鐘內 %n 個新警報</numerusform>
            </translation>
        </message>
        <message>
            <source>Flood: {new}, {into}.</source>
            <translation>警報氾濫：{new}，{into}。</translation>
        </message>
        <message>
            <source>Flood: {new}.</source>
            <translation>警報氾濫：{new}。</translation>
        </message>
        <message>
            <source>The list is {into}.</source>
            <translation>清單{into}。</translation>
        </message>
        <message>
            <source>Unfold</source>
            <translation>展開</translation>
        </message>
        <message>
            <source>Fold into situations</source>
            <translation>摺疊成事態</translation>
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
        <name>Follow</name>
        <message>
            <source>Stop following (F or Escape)</source>
            <translation>停止追蹤（F 或 Escape）</translation>
        </message>
        <message>
            <source>Stop following</source>
            <translation>停止追蹤</translation>
        </message>
        <message>
            <source>Follow on the map</source>
            <translation>在地圖上追蹤</translation>
        </message>
        <message>
            <source>Follow, its heading up</source>
            <translation>追蹤，行進方向朝上</translation>
        </message>
        <message>
            <source>{name} is silent: it stands where it was last</source>
            <translation>{name} 沒有聲息：停留在最後位置</translation>
        </message>
        <message>
            <source>Following {name}</source>
            <translation>正在追蹤 {name}</translation>
        </message>
        <message>
            <source>{said}  -  stop</source>
            <translation>{said}  -  停止</translation>
        </message>
    </context>
    <context>
        <name>FootprintCard</name>
        <message>
            <source>Footprint today</source>
            <translation>今日足跡</translation>
        </message>
        <message>
            <source>{kg} of {target} kg CO2e per head</source>
            <translation>人均 {kg} / {target} kg CO2e</translation>
        </message>
        <message>
            <source>{kg} kg CO2e per head</source>
            <translation>人均 {kg} kg CO2e</translation>
        </message>
        <message>
            <source>Nothing of what the city uses has been heard yet. It is added up from the first minute in which a system tells its rate ([[footprint.use]] of the catalogue names them); a whole day is known after the first midnight.</source>
            <translation>尚未收到城市用量。由首個有系統提供用量率的分鐘起累計（見目錄的 [[footprint.use]]）；過了首個午夜後才有全日數字。</translation>
        </message>
        <message>
            <source>CO2e</source>
            <translation>CO2e</translation>
        </message>
        <message>
            <source>now</source>
            <translation>現在</translation>
        </message>
        <message>
            <source>today</source>
            <translation>今日</translation>
        </message>
        <message>
            <source>this month</source>
            <translation>本月</translation>
        </message>
        <message>
            <source>target of a day: {target} {unit}</source>
            <translation>每日目標：{target} {unit}</translation>
        </message>
        <message>
            <source>Enter or double click: the trend of today</source>
            <translation>Enter 或按兩下：今日趨勢</translation>
        </message>
        <message>
            <source>Suspect: today was not measured as a whole; sums are too low.</source>
            <translation>可疑：今日量度不全，總和偏低。</translation>
        </message>
        <message>
            <source>nothing measured yet</source>
            <translation>尚無量度</translation>
        </message>
    </context>
    <context>
        <name>Forecast</name>
        <message>
            <source>none: it would be no better than {rival}</source>
            <translation>沒有：不會比{rival}準確</translation>
        </message>
        <message>
            <source>none: it takes two days of history</source>
            <translation>沒有：需要兩天歷史</translation>
        </message>
        <message>
            <source>none: nothing was measured in the last hours</source>
            <translation>沒有：最近數小時沒有量度</translation>
        </message>
        <message>
            <source>none: it never changes</source>
            <translation>沒有：數值從不改變</translation>
        </message>
        <message>
            <source>none: it failed; the station's log says why</source>
            <translation>沒有：計算失敗；原因見主站記錄檔</translation>
        </message>
        <message>
            <source>not of states and derived series</source>
            <translation>不適用於狀態及計算序列</translation>
        </message>
        <message>
            <source>within ±{within} in {held} % of cases in the last {days} days</source>
            <translation>過去 {days} 天有 {held} % 的誤差在 ±{within} 以內</translation>
        </message>
        <message>
            <source>by the day before: {sentence}</source>
            <translation>按前一天推算：{sentence}</translation>
        </message>
        <message>
            <source>{better} % nearer than {rival}</source>
            <translation>誤差比{rival}小 {better} %</translation>
        </message>
        <message>
            <source>the last value</source>
            <translation>最後數值</translation>
        </message>
        <message>
            <source>the value a day before</source>
            <translation>前一天的數值</translation>
        </message>
        <message>
            <source>the value a week before</source>
            <translation>前一週的數值</translation>
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
            <translation>{hours} 小時 {minutes} 分</translation>
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
        <message>
            <source>{count} m²</source>
            <translation>{count} 平方米</translation>
        </message>
        <message>
            <source>{count} ha</source>
            <translation>{count} 公頃</translation>
        </message>
        <message>
            <source>{count} km²</source>
            <translation>{count} 平方公里</translation>
        </message>
        <message>
            <source>N</source>
            <translation>北</translation>
        </message>
        <message>
            <source>NE</source>
            <translation>東北</translation>
        </message>
        <message>
            <source>E</source>
            <translation>東</translation>
        </message>
        <message>
            <source>SE</source>
            <translation>東南</translation>
        </message>
        <message>
            <source>S</source>
            <translation>南</translation>
        </message>
        <message>
            <source>SW</source>
            <translation>西南</translation>
        </message>
        <message>
            <source>W</source>
            <translation>西</translation>
        </message>
        <message>
            <source>NW</source>
            <translation>西北</translation>
        </message>
    </context>
    <context>
        <name>Guidance</name>
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
            <source>supervisor</source>
            <translation>主管</translation>
        </message>
        <message numerus="yes">
            <source>%n areas</source>
            <translation>
                <numerusform>%n 個區域</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n systems</source>
            <translation>
                <numerusform>%n 個系統</numerusform>
            </translation>
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
        <name>Heading</name>
        <message>
            <source>The system before (Ctrl+Page Up)</source>
            <translation>上一個系統（Ctrl+Page Up）</translation>
        </message>
        <message>
            <source>The next system (Ctrl+Page Down)</source>
            <translation>下一個系統（Ctrl+Page Down）</translation>
        </message>
        <message>
            <source>Back to the page before (Backspace)</source>
            <translation>返回上一頁（Backspace）</translation>
        </message>
        <message>
            <source>The map beside the page, of this alone, or the page without it (M)</source>
            <translation>在頁面旁顯示只有此項的地圖，或收起地圖（M）</translation>
        </message>
        <message>
            <source>Back to the map (Esc)</source>
            <translation>返回地圖（Esc）</translation>
        </message>
    </context>
    <context>
        <name>Headline</name>
        <message>
            <source>To the entity and all its values (Backspace)</source>
            <translation>前往實體及其所有數值（Backspace）</translation>
        </message>
        <message>
            <source>Show on the map (M)</source>
            <translation>在地圖上顯示（M）</translation>
        </message>
        <message>
            <source>Plot what it watches (P)</source>
            <translation>繪製所監察的數值（P）</translation>
        </message>
        <message>
            <source>State</source>
            <translation>狀態</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>開始</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>數值</translation>
        </message>
        <message>
            <source>Respond</source>
            <translation>處理限時</translation>
        </message>
        <message>
            <source>Taken by</source>
            <translation>確認者</translation>
        </message>
        <message>
            <source>Entity</source>
            <translation>實體</translation>
        </message>
        <message>
            <source>ended: it stands no more</source>
            <translation>已結束，不再現行</translation>
        </message>
        <message>
            <source>not raised yet</source>
            <translation>尚未發出</translation>
        </message>
        <message>
            <source>{value} against {limit} {unit}</source>
            <translation>{value}／限值 {limit} {unit}</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>至 {time}</translation>
        </message>
        <message>
            <source>{name} at {time}, after {age}</source>
            <translation>{name}，{time}（{age}後）</translation>
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
            <source>Acknowledge this alarm (A; Shift+A with a comment). The station confirms it in the list.</source>
            <translation>確認此警報（A；Shift+A 附註）。主站會在清單中回覆。</translation>
        </message>
        <message>
            <source>Resetting …</source>
            <translation>復位中…</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>復位</translation>
        </message>
        <message>
            <source>It cleared and was acknowledged. Reset it (R) when the place has been checked.</source>
            <translation>條件已清除並已確認。現場檢查後請復位（R）。</translation>
        </message>
        <message>
            <source>{time}, {age} ago</source>
            <translation>{time}，{age}前</translation>
        </message>
        <message>
            <source>{left} left of {within}</source>
            <translation>尚餘 {left}，限時 {within}</translation>
        </message>
        <message>
            <source>overdue by {age}; it was to be within {within}</source>
            <translation>已逾時 {age}；限時 {within}</translation>
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
            <source>In the time bar</source>
            <translation>在時間軸</translation>
        </message>
        <message>
            <source>In a replay</source>
            <translation>在重播</translation>
        </message>
        <message>
            <source>In an alarm's detail</source>
            <translation>在警報詳情</translation>
        </message>
        <message>
            <source>In a situation</source>
            <translation>在事態</translation>
        </message>
        <message>
            <source>On the page of a system</source>
            <translation>在系統頁面</translation>
        </message>
        <message>
            <source>In the journal</source>
            <translation>在日誌</translation>
        </message>
        <message>
            <source>In the rules</source>
            <translation>在規則</translation>
        </message>
        <message>
            <source>In alarm performance</source>
            <translation>在警報表現</translation>
        </message>
        <message>
            <source>In the debrief of an exercise</source>
            <translation>在演習檢討</translation>
        </message>
        <message>
            <source>A minute back or on; with Shift an hour</source>
            <translation>前後移 1 分鐘；按住 Shift 則 1 小時</translation>
        </message>
        <message>
            <source>A day back or on</source>
            <translation>前後移 1 天</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>空格鍵</translation>
        </message>
        <message>
            <source>Let the time run, or hold it</source>
            <translation>播放或停住時間</translation>
        </message>
        <message>
            <source>The next alarm, the next note; with Shift the one before</source>
            <translation>下一警報、記事；按住 Shift 則往前</translation>
        </message>
        <message>
            <source>Shorter or longer span (mouse wheel)</source>
            <translation>較短或較長時段（滑鼠滾輪）</translation>
        </message>
        <message>
            <source>The first moment known</source>
            <translation>最早的記錄</translation>
        </message>
        <message>
            <source>Back to live</source>
            <translation>返回即時</translation>
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
            <source>Move</source>
            <translation>移動</translation>
        </message>
        <message>
            <source>Closer, farther</source>
            <translation>放大、縮小</translation>
        </message>
        <message>
            <source>Turn; with Shift the other way</source>
            <translation>旋轉；按住 Shift 則反向</translation>
        </message>
        <message>
            <source>Tilt more, less</source>
            <translation>加大、減小傾斜</translation>
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
            <source>Next mark, mark before; Enter selects it</source>
            <translation>下一個、上一個標記；Enter 選取</translation>
        </message>
        <message>
            <source>Back and forward through views</source>
            <translation>上一個、下一個視圖</translation>
        </message>
        <message>
            <source>Measure a distance, an area</source>
            <translation>量度距離、面積</translation>
        </message>
        <message>
            <source>Select with a lasso, by a polygon</source>
            <translation>以套索、多邊形選取</translation>
        </message>
        <message>
            <source>Shift + drag</source>
            <translation>Shift + 拖曳</translation>
        </message>
        <message>
            <source>Select in a box; Ctrl adds, Alt removes</source>
            <translation>框選；Ctrl 加選，Alt 減選</translation>
        </message>
        <message>
            <source>Undo the last selection</source>
            <translation>復原上一次選取</translation>
        </message>
        <message>
            <source>What is near</source>
            <translation>附近有甚麼</translation>
        </message>
        <message>
            <source>Follow a vehicle; with Shift its heading up</source>
            <translation>追蹤車輛；按住 Shift 則行進方向朝上</translation>
        </message>
        <message>
            <source>Keep this view; what is kept</source>
            <translation>保存此視圖；已保存項目</translation>
        </message>
        <message>
            <source>To a kept view or place</source>
            <translation>前往已保存的視圖或地點</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>選單鍵</translation>
        </message>
        <message>
            <source>What can be done here (or right click)</source>
            <translation>此處可用的操作（或按右鍵）</translation>
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
            <source>The cursor back or on; Enter: look at that moment</source>
            <translation>游標前後移；Enter：查看該時刻</translation>
        </message>
        <message>
            <source>The series before, the next one; Delete takes it away</source>
            <translation>上一條、下一條序列；Delete 移除</translation>
        </message>
        <message>
            <source>Yesterday, last week, what is usual behind the curves</source>
            <translation>曲線後顯示昨日、上週、平常範圍</translation>
        </message>
        <message>
            <source>A forecast of the next hours, with its uncertainty</source>
            <translation>未來數小時的預測及其不確定範圍</translation>
        </message>
        <message>
            <source>Statistics of what is shown</source>
            <translation>所示時段的統計</translation>
        </message>
        <message>
            <source>A series made of others</source>
            <translation>由其他序列計算</translation>
        </message>
        <message>
            <source>Menu of the sheet, of the plot</source>
            <translation>圖表頁、圖表的選單</translation>
        </message>
        <message>
            <source>A new sheet; rename it</source>
            <translation>新增、重新命名圖表頁</translation>
        </message>
        <message>
            <source>To another sheet; with Shift move it</source>
            <translation>切換圖表頁；按住 Shift 則移動</translation>
        </message>
        <message>
            <source>Open or save a sheet as a file</source>
            <translation>開啟或儲存圖表頁檔案</translation>
        </message>
        <message>
            <source>Copy a picture; save as PDF, CSV, Parquet</source>
            <translation>複製圖片；存為 PDF、CSV、Parquet</translation>
        </message>
        <message>
            <source>Undo the last change of a sheet</source>
            <translation>復原圖表頁的上一次更改</translation>
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
        <name>HowExact</name>
        <message>
            <source>Nothing has been recorded yet.</source>
            <translation>尚無任何記錄。</translation>
        </message>
        <message>
            <source>Nothing was recorded so early: the recording begins at {time}.</source>
            <translation>當時尚未開始記錄：記錄始於 {time}。</translation>
        </message>
        <message>
            <source>No station recorded from {since} to {until}: everything is as of {since}.</source>
            <translation>{since} 至 {until} 沒有主站記錄：全部內容截至 {since}。</translation>
        </message>
        <message>
            <source>So long ago not all is kept: states and places are as of {time}, numbers and alarms of then.</source>
            <translation>時間久遠，未保留全部記錄：狀態及位置截至 {time}，數值及警報為當時。</translation>
        </message>
        <message>
            <source>So long ago not all is kept: values and places are as of {time}, alarms of then.</source>
            <translation>時間久遠，未保留全部記錄：數值及位置截至 {time}，警報為當時。</translation>
        </message>
        <message>
            <source>Messages are missing from {since} to {until}: some values may be older.</source>
            <translation>{since} 至 {until} 缺少訊息：部分數值可能較舊。</translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message>
            <source>Make a basemap</source>
            <translation>製作底圖</translation>
        </message>
        <message>
            <source>An extract such as Geofabrik has: city.osm.pbf</source>
            <translation>例如 Geofabrik 提供的數據檔：city.osm.pbf</translation>
        </message>
        <message>
            <source>Replace the file if it is there</source>
            <translation>檔案已存在則取代</translation>
        </message>
        <message>
            <source>Make it</source>
            <translation>製作</translation>
        </message>
        <message>
            <source>Cancel making</source>
            <translation>取消製作</translation>
        </message>
        <message>
            <source>Extract</source>
            <translation>數據檔</translation>
        </message>
        <message>
            <source>Basemap</source>
            <translation>底圖</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>選擇…</translation>
        </message>
        <message>
            <source>OpenStreetMap extract</source>
            <translation>OpenStreetMap 數據檔</translation>
        </message>
        <message>
            <source>OpenStreetMap extracts (*.osm.pbf *.pbf)</source>
            <translation>OpenStreetMap 數據檔 (*.osm.pbf *.pbf)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有檔案 (*)</translation>
        </message>
        <message>
            <source>Where the basemap goes</source>
            <translation>底圖存放位置</translation>
        </message>
        <message>
            <source>PMTiles (*.pmtiles)</source>
            <translation>PMTiles (*.pmtiles)</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>正在開始…</translation>
        </message>
        <message>
            <source>Cancelling…</source>
            <translation>正在取消…</translation>
        </message>
        <message>
            <source>The basemap will have about {size} MB (half to twice as much). Making it takes about {time}.</source>
            <translation>底圖約 {size} MB（一半至兩倍之間），製作需時約 {time}。</translation>
        </message>
        <message>
            <source>Reading the extract</source>
            <translation>正在讀取數據檔</translation>
        </message>
        <message>
            <source>Finding the sea</source>
            <translation>正在找出海域</translation>
        </message>
        <message>
            <source>Cutting tiles</source>
            <translation>正在切割圖磚</translation>
        </message>
        <message>
            <source>Writing</source>
            <translation>正在寫入</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>尚餘 {time}</translation>
        </message>
        <message>
            <source>{file} is made and shown, now and at the next start. “Basemap…” (Ctrl+Shift+B) changes it.</source>
            <translation>{file} 已製作並顯示，下次啟動時亦然。可用「底圖…」（Ctrl+Shift+B）更改。</translation>
        </message>
        <message>
            <source>Cancelled. Nothing was written.</source>
            <translation>已取消，沒有寫入任何檔案。</translation>
        </message>
        <message>
            <source>{n} s</source>
            <translation>{n} 秒</translation>
        </message>
        <message>
            <source>{n} min</source>
            <translation>{n} 分鐘</translation>
        </message>
    </context>
    <context>
        <name>InjectDialog</name>
        <message>
            <source>Inject now</source>
            <translation>立即注入</translation>
        </message>
        <message>
            <source>What it measures</source>
            <translation>量度項目</translation>
        </message>
        <message>
            <source>number or text</source>
            <translation>數字或文字</translation>
        </message>
        <message>
            <source>until it is taken back</source>
            <translation>直至撤回</translation>
        </message>
        <message>
            <source>other</source>
            <translation>其他</translation>
        </message>
        <message>
            <source>What somebody of the public writes or says</source>
            <translation>市民來函或來電的內容</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名稱</translation>
        </message>
        <message>
            <source>Or topics that begin with</source>
            <translation>或主題開首為</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>數值</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>倍數</translation>
        </message>
        <message>
            <source>Plus</source>
            <translation>偏移</translation>
        </message>
        <message>
            <source>Error (spread)</source>
            <translation>誤差（離散）</translation>
        </message>
        <message>
            <source>Later by (s)</source>
            <translation>延遲（秒）</translation>
        </message>
        <message>
            <source>Lasts (s)</source>
            <translation>持續（秒）</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>服務</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>訊息</translation>
        </message>
        <message>
            <source>Entity</source>
            <translation>實體</translation>
        </message>
        <message>
            <source>Measures</source>
            <translation>量度項目</translation>
        </message>
        <message>
            <source>Inject</source>
            <translation>注入</translation>
        </message>
        <message>
            <source>From now on (Ctrl+Enter)</source>
            <translation>即時生效（Ctrl+Enter）</translation>
        </message>
        <message>
            <source>The entity tells a value that makes a rule true, again and again.</source>
            <translation>實體不斷回報會觸發規則的數值。</translation>
        </message>
        <message>
            <source>What it tells is another value, or what it measures times a factor, plus an offset.</source>
            <translation>回報另一數值，或把量度值乘以倍數再加偏移。</translation>
        </message>
        <message>
            <source>It goes on to tell what it told last, with new times.</source>
            <translation>以新的時間繼續回報最後的數值。</translation>
        </message>
        <message>
            <source>Nothing comes from it any more.</source>
            <translation>不再傳來任何數據。</translation>
        </message>
        <message>
            <source>What it tells comes later.</source>
            <translation>數據延遲到達。</translation>
        </message>
        <message>
            <source>A report of the public; at the place of an entity, or as a message to everybody.</source>
            <translation>市民報告：標示於實體所在位置，或作為訊息發給所有人。</translation>
        </message>
        <message>
            <source>now {value}</source>
            <translation>現為 {value}</translation>
        </message>
    </context>
    <context>
        <name>InputsForm</name>
        <message>
            <source>Series by the letters that the expression calls them by</source>
            <translation>各序列及其在表達式中的字母</translation>
        </message>
        <message>
            <source>Add a series: words of its name</source>
            <translation>加入序列：輸入名稱中的字詞</translation>
        </message>
        <message>
            <source>Leave out</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Take the chosen series off the list</source>
            <translation>從清單移除所選序列</translation>
        </message>
        <message>
            <source>a second</source>
            <translation>每秒</translation>
        </message>
        <message>
            <source>a minute</source>
            <translation>每分鐘</translation>
        </message>
        <message>
            <source>an hour</source>
            <translation>每小時</translation>
        </message>
        <message>
            <source>a day</source>
            <translation>每天</translation>
        </message>
        <message>
            <source>Expression</source>
            <translation>表達式</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>序列</translation>
        </message>
        <message>
            <source>Change in</source>
            <translation>變化量</translation>
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
            <source>Follow on the map (F on the map)</source>
            <translation>在地圖上追蹤（在地圖上按 F）</translation>
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
            <source>Write a note about it (Ctrl+Shift+N)</source>
            <translation>為此寫記事（Ctrl+Shift+N）</translation>
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
            <source>Alarms and notes</source>
            <translation>警報及記事</translation>
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
        <message>
            <source>place unknown: it says 0, 0</source>
            <translation>位置不明：報稱在 0, 0</translation>
        </message>
        <message numerus="yes">
            <source>%n entities selected</source>
            <translation>
                <numerusform>已選取 %n 個實體</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them with an alarm</source>
            <translation>
                <numerusform>其中 %n 個有警報</numerusform>
            </translation>
        </message>
        <message>
            <source>None with an alarm</source>
            <translation>全部沒有警報</translation>
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
        <name>Journal</name>
        <message>
            <source>Saved to {out}.</source>
            <translation>已儲存至 {out}。</translation>
        </message>
        <message>
            <source>{out} cannot be written: {reason}. Choose another place.</source>
            <translation>無法寫入 {out}：{reason}。請選擇其他位置。</translation>
        </message>
    </context>
    <context>
        <name>JournalPanel</name>
        <message>
            <source>Journal of alarms</source>
            <translation>警報日誌</translation>
        </message>
        <message>
            <source>Click to sort; S sorts by the next column</source>
            <translation>按一下以排序；S 按下一欄排序</translation>
        </message>
        <message>
            <source>Filter by words</source>
            <translation>按字詞篩選</translation>
        </message>
        <message>
            <source>Only events with all of these words in text, comment, place, rule or person (/)</source>
            <translation>只顯示文字、附註、地點、規則或人員含有全部這些字詞的事件（/）</translation>
        </message>
        <message>
            <source>Only one kind of event</source>
            <translation>只看一種事件</translation>
        </message>
        <message>
            <source>All events</source>
            <translation>所有事件</translation>
        </message>
        <message>
            <source>Only what one person did</source>
            <translation>只看一人的操作</translation>
        </message>
        <message>
            <source>Everybody</source>
            <translation>所有人</translation>
        </message>
        <message>
            <source>Only the history of one alarm or place. Click, or press Escape, for all.</source>
            <translation>只顯示一個警報或地點的歷史。按一下或按 Escape 以顯示全部。</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>匯出…</translation>
        </message>
        <message>
            <source>The events shown, as CSV (E)</source>
            <translation>以 CSV 匯出所示事件（E）</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message numerus="yes">
            <source>%n h</source>
            <translation>
                <numerusform>%n 小時</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n 天</numerusform>
            </translation>
        </message>
        <message>
            <source>Alarms of {name}</source>
            <translation>{name}的警報</translation>
        </message>
        <message>
            <source>One alarm</source>
            <translation>單一警報</translation>
        </message>
        <message>
            <source>{shown} of the newest {there}; there are {total}. Choose a shorter span for the others.</source>
            <translation>最新 {there} 則中的 {shown} 則，共有 {total} 則。請選擇較短時段以查看其餘。</translation>
        </message>
        <message>
            <source>{shown} of {there} events</source>
            <translation>{there} 則事件中的 {shown} 則</translation>
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n 則事件</numerusform>
            </translation>
        </message>
        <message>
            <source>No event matches the filter. Clear the words, or choose all events and everybody.</source>
            <translation>沒有符合篩選的事件。請清除字詞，或選擇所有事件及所有人。</translation>
        </message>
        <message>
            <source>Asking the station…</source>
            <translation>正在查詢主站…</translation>
        </message>
        <message>
            <source>The journal comes as soon as the console is connected to a station.</source>
            <translation>主控台連線至主站後即顯示日誌。</translation>
        </message>
        <message>
            <source>Nothing happened to alarms in this span. Choose a longer one.</source>
            <translation>此時段沒有警報事件。請選擇較長的時段。</translation>
        </message>
        <message>
            <source>Export the journal</source>
            <translation>匯出日誌</translation>
        </message>
    </context>
    <context>
        <name>JournalTable</name>
        <message>
            <source>Time</source>
            <translation>時間</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>優先級</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>地點</translation>
        </message>
        <message>
            <source>Alarm</source>
            <translation>警報</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>數值</translation>
        </message>
        <message>
            <source>Limit</source>
            <translation>限值</translation>
        </message>
        <message>
            <source>State</source>
            <translation>狀態</translation>
        </message>
        <message>
            <source>By</source>
            <translation>經手人</translation>
        </message>
        <message>
            <source>Desk</source>
            <translation>席位</translation>
        </message>
        <message>
            <source>Comment</source>
            <translation>附註</translation>
        </message>
    </context>
    <context>
        <name>Jumps</name>
        <message>
            <source>No alarm was raised before.</source>
            <translation>此前沒有發出警報。</translation>
        </message>
        <message>
            <source>No alarm was raised after this.</source>
            <translation>此後沒有發出警報。</translation>
        </message>
        <message>
            <source>No note is about a time before.</source>
            <translation>更早的時間沒有記事。</translation>
        </message>
        <message>
            <source>No note is about a later time.</source>
            <translation>更後的時間沒有記事。</translation>
        </message>
    </context>
    <context>
        <name>KeysSheet</name>
        <message>
            <source>Keyboard help</source>
            <translation>鍵盤說明</translation>
        </message>
    </context>
    <context>
        <name>KindsCard</name>
        <message>
            <source>Kinds</source>
            <translation>類別</translation>
        </message>
        <message>
            <source>middle, lowest to highest</source>
            <translation>中位數，最低至最高</translation>
        </message>
        <message>
            <source>Nothing of this system has been heard yet.</source>
            <translation>尚未收到此系統的訊息。</translation>
        </message>
        <message numerus="yes">
            <source>%n entities</source>
            <translation>
                <numerusform>%n 個實體</numerusform>
            </translation>
        </message>
        <message>
            <source>newest data {age} ago</source>
            <translation>最新數據於 {age}前</translation>
        </message>
        <message>
            <source>Enter or double click: its page</source>
            <translation>Enter 或按兩下：所屬頁面</translation>
        </message>
    </context>
    <context>
        <name>LayerPanel</name>
        <message>
            <source>Layers of the map</source>
            <translation>地圖圖層</translation>
        </message>
        <message>
            <source>What this map draws. Space switches a line; O or Alt+click shows it alone</source>
            <translation>此地圖繪製的內容。空格鍵開關該行；O 或 Alt+按一下只顯示該行</translation>
        </message>
        <message>
            <source>Find a layer</source>
            <translation>尋找圖層</translation>
        </message>
        <message>
            <source>Show only</source>
            <translation>只顯示</translation>
        </message>
        <message>
            <source>Show the layers of one task and hide the others</source>
            <translation>只顯示某項工作所需的圖層，隱藏其餘</translation>
        </message>
        <message>
            <source>Names of the map</source>
            <translation>地圖名稱</translation>
        </message>
        <message>
            <source>Names of places and streets</source>
            <translation>地點及街道名稱</translation>
        </message>
        <message>
            <source>Select what is not on the map, to see it in the other panels</source>
            <translation>選取不在地圖上的項目，以在其他面板查看</translation>
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
        <message numerus="yes">
            <source>%n at 0, 0</source>
            <translation>
                <numerusform>%n 個在 0, 0</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without a place</source>
            <translation>
                <numerusform>%n 個沒有位置</numerusform>
            </translation>
        </message>
        <message>
            <source>Not on the map: {what}</source>
            <translation>不在地圖上：{what}</translation>
        </message>
        <message>
            <source>{shown} of {all}</source>
            <translation>{shown} / {all}</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>其他</translation>
        </message>
        <message>
            <source>Traffic and transport</source>
            <translation>交通運輸</translation>
        </message>
        <message>
            <source>Utilities</source>
            <translation>公用設施</translation>
        </message>
        <message>
            <source>Weather and water</source>
            <translation>天氣及水務</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>全部</translation>
        </message>
    </context>
    <context>
        <name>LedgerTabs</name>
        <message>
            <source>T: the next list, Shift+T: the one before</source>
            <translation>T：下一個清單，Shift+T：上一個清單</translation>
        </message>
        <message>
            <source>{shown} shown + {hidden} hidden + {aside} laid aside = {total}</source>
            <translation>顯示 {shown} + 隱藏 {hidden} + 放置一旁 {aside} = {total}</translation>
        </message>
        <message>
            <source>{shown} shown + {hidden} hidden + {aside} in other lists = {total}</source>
            <translation>顯示 {shown} + 隱藏 {hidden} + 其他清單 {aside} = {total}</translation>
        </message>
        <message>
            <source>The sum does not come out: {told}</source>
            <translation>總數不符：{told}</translation>
        </message>
        <message numerus="yes">
            <source>of those shown, %n in folded groups</source>
            <translation>
                <numerusform>所顯示者中 %n 個在已摺疊的組內</numerusform>
            </translation>
        </message>
        <message>
            <source>Every alarm is shown, hidden by a filter, or laid aside.</source>
            <translation>每個警報均為顯示、被篩選隱藏或放置一旁其中之一。</translation>
        </message>
        <message>
            <source>In alarm</source>
            <translation>警報中</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>警報</translation>
        </message>
        <message>
            <source>Shelved</source>
            <translation>已擱置</translation>
        </message>
        <message>
            <source>Shelf</source>
            <translation>擱置</translation>
        </message>
        <message>
            <source>Suppressed</source>
            <translation>已抑制</translation>
        </message>
        <message>
            <source>Suppr.</source>
            <translation>抑制</translation>
        </message>
        <message>
            <source>Out of service</source>
            <translation>停用</translation>
        </message>
        <message>
            <source>Out</source>
            <translation>停用</translation>
        </message>
        <message>
            <source>What stands or waits for somebody</source>
            <translation>現行或待處理的警報</translation>
        </message>
        <message>
            <source>Laid aside by somebody for a while; it comes back by itself. U unshelves.</source>
            <translation>由人暫時擱置，其後自動返回清單。按 U 取消擱置。</translation>
        </message>
        <message>
            <source>Follows from another alarm, or suppressed by a supervisor. Shift+X ends it.</source>
            <translation>源於另一警報，或由主管抑制。按 Shift+X 結束。</translation>
        </message>
        <message>
            <source>Taken out under a permit; goes on being judged. Shift+O returns it.</source>
            <translation>憑許可證停用；系統仍繼續評估。按 Shift+O 恢復使用。</translation>
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
            <source>Tick: over</source>
            <translation>剔號：已結束</translation>
        </message>
        <message>
            <source>Faint: off, at rest</source>
            <translation>淺色：關閉、靜止</translation>
        </message>
        <message>
            <source>Ring: on, at work</source>
            <translation>圓環：開啟、運作中</translation>
        </message>
        <message>
            <source>Thick ring: raised, worth a look</source>
            <translation>粗環：偏高，宜留意</translation>
        </message>
        <message>
            <source>Filled: full</source>
            <translation>實心：已滿</translation>
        </message>
        <message>
            <source>Two rings: under way</source>
            <translation>雙環：進行中</translation>
        </message>
        <message>
            <source>Bar: closed</source>
            <translation>橫槓：已封閉</translation>
        </message>
        <message>
            <source>Slash: without supply</source>
            <translation>斜線：供應中斷</translation>
        </message>
        <message>
            <source>Cross: faulty</source>
            <translation>叉號：故障</translation>
        </message>
        <message>
            <source>Closed to traffic</source>
            <translation>已封閉，不能通行</translation>
        </message>
        <message>
            <source>Tripped, dead or faulty</source>
            <translation>跳掣、無電或故障</translation>
        </message>
        <message>
            <source>Switched off</source>
            <translation>已關閉</translation>
        </message>
        <message>
            <source>Dotted: no news</source>
            <translation>點線：無更新</translation>
        </message>
        <message>
            <source>Side by side: a road's two directions</source>
            <translation>並排：道路的兩個方向</translation>
        </message>
        <message>
            <source>Flow: which way; wider is more</source>
            <translation>流向：愈闊流量愈大</translation>
        </message>
        <message>
            <source>Area without supply</source>
            <translation>供應中斷區域</translation>
        </message>
        <message>
            <source>Arc: share in alarm</source>
            <translation>弧線：有警報的比例</translation>
        </message>
        <message>
            <source>Arc: share not as usual</source>
            <translation>弧線：異常的比例</translation>
        </message>
        <message>
            <source>Dotted arc: share without news</source>
            <translation>點狀弧線：無更新的比例</translation>
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
            <source>Number beside: how many alarms</source>
            <translation>旁邊數字：警報數目</translation>
        </message>
        <message>
            <source>Warning in force</source>
            <translation>警告生效</translation>
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
            <source>Dot: zoom in to see what it is</source>
            <translation>圓點：放大以查看種類</translation>
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
        <message>
            <source>nothing known</source>
            <translation>沒有數據</translation>
        </message>
        <message>
            <source>none</source>
            <translation>沒有</translation>
        </message>
        <message>
            <source>critical</source>
            <translation>危急</translation>
        </message>
        <message>
            <source>{kind}: {figure}</source>
            <translation>{kind}：{figure}</translation>
        </message>
        <message>
            <source>mean</source>
            <translation>平均值</translation>
        </message>
        <message>
            <source>largest</source>
            <translation>最大值</translation>
        </message>
        <message>
            <source>sum</source>
            <translation>總和</translation>
        </message>
        <message>
            <source>how many</source>
            <translation>數目</translation>
        </message>
        <message>
            <source>worst alarm</source>
            <translation>最嚴重警報</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>{figure}, {way}</source>
            <translation>{figure}（{way}）</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 項</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more; point at it to see</source>
            <translation>
                <numerusform>另有 %n 項；指向此處可查看</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LiveBanner</name>
        <message>
            <source>I have heard it: put this away. The alarm itself stays as it is.</source>
            <translation>已知悉：收起此提示。警報本身維持不變。</translation>
        </message>
    </context>
    <context>
        <name>LiveWatch</name>
        <message>
            <source>{address} is not a live station.</source>
            <translation>{address} 不是即時主站。</translation>
        </message>
    </context>
    <context>
        <name>LookBack</name>
        <message>
            <source>That moment has not come yet: choose one of the past.</source>
            <translation>該時刻尚未來到：請選擇過去的時刻。</translation>
        </message>
        <message>
            <source>The past was not shown within {count} s.</source>
            <translation>未能在 {count} 秒內顯示歷史。</translation>
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
        <message>
            <source>No more maps can be opened in this console. Close one first.</source>
            <translation>此主控台不能再開啟地圖。請先關閉一個。</translation>
        </message>
        <message>
            <source>Select an alarm or a place first; then its history is shown.</source>
            <translation>請先選取警報或地點，再查看其歷史。</translation>
        </message>
    </context>
    <context>
        <name>ManyForm</name>
        <message>
            <source>Sum</source>
            <translation>總和</translation>
        </message>
        <message>
            <source>Mean</source>
            <translation>平均值</translation>
        </message>
        <message>
            <source>Smallest</source>
            <translation>最小值</translation>
        </message>
        <message>
            <source>Largest</source>
            <translation>最大值</translation>
        </message>
        <message>
            <source>Put together</source>
            <translation>合併方式</translation>
        </message>
        <message>
            <source>Entities</source>
            <translation>實體</translation>
        </message>
        <message>
            <source>Attribute</source>
            <translation>屬性</translation>
        </message>
        <message>
            <source>Of these</source>
            <translation>範圍</translation>
        </message>
        <message>
            <source>All of them</source>
            <translation>全部</translation>
        </message>
        <message numerus="yes">
            <source>The %n selected</source>
            <translation>
                <numerusform>所選的 %n 個</numerusform>
            </translation>
        </message>
        <message>
            <source>In {area}</source>
            <translation>{area}內</translation>
        </message>
        <message>
            <source>No entities of this type tell a number.</source>
            <translation>此類實體均不提供數值。</translation>
        </message>
        <message>
            <source>None of the selected entities is of this type. Choose another type, or all of them.</source>
            <translation>所選實體均不屬此類。請選擇其他類別，或選擇全部。</translation>
        </message>
    </context>
    <context>
        <name>ManySelected</name>
        <message>
            <source>What to do with what is selected</source>
            <translation>對所選項目的操作</translation>
        </message>
        <message>
            <source>Show everything again</source>
            <translation>重新顯示全部</translation>
        </message>
        <message>
            <source>{listed} of {total} are listed, worst alarms first.</source>
            <translation>列出 {total} 個中的 {listed} 個，最嚴重警報在前。</translation>
        </message>
        <message numerus="yes">
            <source>%n selected</source>
            <translation>
                <numerusform>已選取 %n 個</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} selected</source>
            <translation>已選取 {count} 個</translation>
        </message>
        <message>
            <source>Only {count} shown</source>
            <translation>只顯示 {count} 個</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) hidden</source>
            <translation>
                <numerusform>已隱藏 %n 個警報</numerusform>
            </translation>
        </message>
        <message>
            <source>show everything</source>
            <translation>顯示全部</translation>
        </message>
        <message>
            <source>List them</source>
            <translation>列出</translation>
        </message>
        <message numerus="yes">
            <source>Plot the first %n</source>
            <translation>
                <numerusform>繪製首 %n 個</numerusform>
            </translation>
        </message>
        <message>
            <source>Show only these on this map</source>
            <translation>此地圖只顯示這些</translation>
        </message>
        <message>
            <source>Clear the selection</source>
            <translation>清除選取</translation>
        </message>
        <message>
            <source>Undo the last selection</source>
            <translation>復原上一次選取</translation>
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
            <source>{label}: {value}</source>
            <translation>{label}：{value}</translation>
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
        <message>
            <source>Other</source>
            <translation>其他</translation>
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
        <message>
            <source>Measure, select, keep places</source>
            <translation>量度、選取、保存地點</translation>
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
            <source>No basemap. Start the console with --basemap FILE (PMTiles, MBTiles, GeoJSON or a tile server) to see streets.</source>
            <translation>沒有底圖。請以 --basemap FILE（PMTiles、MBTiles、GeoJSON 或圖磚伺服器）啟動主控台。</translation>
        </message>
        <message>
            <source>There is no basemap: {reason} The city is drawn without streets.</source>
            <translation>沒有底圖：{reason} 城市將不繪製街道。</translation>
        </message>
    </context>
    <context>
        <name>MapNotice</name>
        <message>
            <source>Close this notice (Esc); it comes back only with news</source>
            <translation>關閉此通知（Esc）；有新情況才會再出現</translation>
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
        <name>MapWindow</name>
        <message>
            <source>Linked</source>
            <translation>聯動</translation>
        </message>
        <message>
            <source>Look where the other linked maps look (Ctrl+Shift+L)</source>
            <translation>與其他聯動地圖看同一處（Ctrl+Shift+L）</translation>
        </message>
        <message>
            <source>Map {number}</source>
            <translation>地圖 {number}</translation>
        </message>
    </context>
    <context>
        <name>Measure</name>
        <message>
            <source>{length}   bearing {degrees}°</source>
            <translation>{length}   方位角 {degrees}°</translation>
        </message>
        <message numerus="yes">
            <source>{total} in %n legs, the last {leg}</source>
            <translation>
                <numerusform>{total}，共 %n 段，最後一段 {leg}</numerusform>
            </translation>
        </message>
        <message>
            <source>{length} along the edge</source>
            <translation>邊長 {length}</translation>
        </message>
        <message>
            <source>The edge crosses itself: move a point, the area cannot be told.</source>
            <translation>邊線自相交叉，無法計算面積：請移動一點。</translation>
        </message>
        <message>
            <source>{area}   edge {length}</source>
            <translation>{area}   周界 {length}</translation>
        </message>
        <message numerus="yes">
            <source>%n points are the most. Backspace takes the last one back, Esc leaves.</source>
            <translation>
                <numerusform>最多 %n 點。Backspace 撤回最後一點，Esc 離開。</numerusform>
            </translation>
        </message>
        <message>
            <source>Click to measure anew · Ctrl+C copies · Backspace goes on · Esc leaves</source>
            <translation>按一下重新量度 · Ctrl+C 複製 · Backspace 繼續 · Esc 離開</translation>
        </message>
        <message>
            <source>Click, or aim with the arrows and press Enter, to set the first point · Esc leaves</source>
            <translation>按一下，或以方向鍵瞄準再按 Enter，定出首點 · Esc 離開</translation>
        </message>
        <message>
            <source>Click or Enter adds a corner · Backspace takes it back · double click or E ends · Esc leaves</source>
            <translation>按一下或 Enter 加角點 · Backspace 撤回 · 按兩下或 E 完成 · Esc 離開</translation>
        </message>
        <message>
            <source>Click or Enter adds a point · Backspace takes it back · double click or E ends · Esc leaves</source>
            <translation>按一下或 Enter 加點 · Backspace 撤回 · 按兩下或 E 完成 · Esc 離開</translation>
        </message>
    </context>
    <context>
        <name>Measures</name>
        <message>
            <source>Saved to {out}.</source>
            <translation>已儲存至 {out}。</translation>
        </message>
        <message>
            <source>{out} cannot be written: {reason}. Choose another place.</source>
            <translation>無法寫入 {out}：{reason}。請選擇其他位置。</translation>
        </message>
        <message>
            <source>How well the alarm system works</source>
            <translation>警報系統表現</translation>
        </message>
        <message>
            <source>{since} to {until} ({zone}, UTC{offset})</source>
            <translation>{since} 至 {until}（{zone}，UTC{offset}）</translation>
        </message>
        <message>
            <source>Figure</source>
            <translation>指標</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>數值</translation>
        </message>
        <message>
            <source>Target</source>
            <translation>目標</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>評定</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>警報</translation>
        </message>
        <message>
            <source>Priorities</source>
            <translation>優先級</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>優先級</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>佔比</translation>
        </message>
        <message>
            <source>The ten most frequent</source>
            <translation>最頻繁的十個</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>規則</translation>
        </message>
        <message>
            <source>Entity</source>
            <translation>實體</translation>
        </message>
        <message>
            <source>Desks</source>
            <translation>席位</translation>
        </message>
        <message>
            <source>Desk</source>
            <translation>席位</translation>
        </message>
        <message>
            <source>Acknowledged</source>
            <translation>已確認</translation>
        </message>
        <message>
            <source>Median</source>
            <translation>中位數</translation>
        </message>
        <message>
            <source>Nine of ten</source>
            <translation>九成不超過</translation>
        </message>
        <message>
            <source>From</source>
            <translation>開始</translation>
        </message>
        <message>
            <source>By window</source>
            <translation>按時段</translation>
        </message>
        <message>
            <source>Alarms in 10 minutes, on average</source>
            <translation>每 10 分鐘平均警報數</translation>
        </message>
        <message>
            <source>Alarms in the busiest 10 minutes</source>
            <translation>最繁忙 10 分鐘的警報數</translation>
        </message>
        <message>
            <source>Share of time in flood</source>
            <translation>警報氾濫的時間佔比</translation>
        </message>
        <message>
            <source>Standing alarms, on average</source>
            <translation>平均現行警報數</translation>
        </message>
        <message>
            <source>Standing at the end</source>
            <translation>期末現行警報數</translation>
        </message>
        <message>
            <source>Standing longer than a day, most at once</source>
            <translation>現行逾 1 天，同時最多</translation>
        </message>
        <message>
            <source>Chattering (3 in a minute)</source>
            <translation>反覆跳動（1 分鐘 3 次）</translation>
        </message>
        <message>
            <source>Share of the ten most frequent</source>
            <translation>最頻繁十個的佔比</translation>
        </message>
        <message>
            <source>Unacknowledged at the end</source>
            <translation>期末未確認</translation>
        </message>
        <message>
            <source>Age of the oldest of them</source>
            <translation>其中最久者的歷時</translation>
        </message>
        <message>
            <source>Time to acknowledge, median</source>
            <translation>確認需時，中位數</translation>
        </message>
        <message>
            <source>Time to acknowledge, nine of ten</source>
            <translation>確認需時，九成不超過</translation>
        </message>
        <message>
            <source>none</source>
            <translation>應為零</translation>
        </message>
        <message>
            <source>at most {value}</source>
            <translation>不超過 {value}</translation>
        </message>
        <message>
            <source>within the target</source>
            <translation>達標</translation>
        </message>
        <message>
            <source>above the target</source>
            <translation>超標</translation>
        </message>
        <message>
            <source>far above the target</source>
            <translation>嚴重超標</translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%n 小時</numerusform>
            </translation>
        </message>
        <message>
            <source>This is {span} only. An alarm system is judged on 30 days or more: take these as a hint.</source>
            <translation>只有 {span}的記錄。評定警報系統須有 30 天或以上，以下僅供參考。</translation>
        </message>
        <message>
            <source>No station recorded for {span} of it; that counts as quiet.</source>
            <translation>其中 {span}沒有主站記錄，當作沒有警報計算。</translation>
        </message>
        <message>
            <source>Targets after EEMUA 191 and ISA-18.2 by secondary sources, for one operator position.</source>
            <translation>目標值按 EEMUA 191 及 ISA-18.2（據第二手資料），以一個操作員席位計。</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n 天</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MeasuresPanel</name>
        <message>
            <source>Figure</source>
            <translation>指標</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>數值</translation>
        </message>
        <message>
            <source>Target</source>
            <translation>目標</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>評定</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>警報</translation>
        </message>
        <message>
            <source>Figures of the alarm system</source>
            <translation>警報系統的指標</translation>
        </message>
        <message>
            <source>Enter or a double click: the alarms behind the figure</source>
            <translation>按 Enter 或按兩下：此指標的相關警報</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>佔比</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>規則</translation>
        </message>
        <message>
            <source>Entity</source>
            <translation>實體</translation>
        </message>
        <message>
            <source>Chattered</source>
            <translation>反覆跳動</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>優先級</translation>
        </message>
        <message>
            <source>Desk</source>
            <translation>席位</translation>
        </message>
        <message>
            <source>Acknowledged</source>
            <translation>已確認</translation>
        </message>
        <message>
            <source>Median</source>
            <translation>中位數</translation>
        </message>
        <message>
            <source>Nine of ten</source>
            <translation>九成不超過</translation>
        </message>
        <message>
            <source>Raised</source>
            <translation>發出</translation>
        </message>
        <message>
            <source>Alarm</source>
            <translation>警報</translation>
        </message>
        <message>
            <source>24 h</source>
            <translation>24 小時</translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n 天</numerusform>
            </translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>匯出…</translation>
        </message>
        <message>
            <source>PDF or CSV</source>
            <translation>PDF 或 CSV</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>警報頻率</translation>
        </message>
        <message>
            <source>The ten most frequent</source>
            <translation>最頻繁的十個</translation>
        </message>
        <message>
            <source>Most frequent</source>
            <translation>最頻繁</translation>
        </message>
        <message>
            <source>Priorities</source>
            <translation>優先級</translation>
        </message>
        <message>
            <source>Desks</source>
            <translation>席位</translation>
        </message>
        <message>
            <source>Alarms behind the figure</source>
            <translation>此指標的相關警報</translation>
        </message>
        <message>
            <source>Alarms behind it</source>
            <translation>相關警報</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>指標</translation>
        </message>
        <message>
            <source>The figures come as soon as the console is connected to a station.</source>
            <translation>主控台連線至主站後即顯示指標。</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>the rest</source>
            <translation>其餘</translation>
        </message>
        <message>
            <source>about {share}</source>
            <translation>約 {share}</translation>
        </message>
        <message>
            <source>Export the figures</source>
            <translation>匯出指標</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
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
            <source>REVIEW {time}</source>
            <translation>回顧 {time}</translation>
        </message>
        <message>
            <source>Everything shown is the city as it stood then, not now.</source>
            <translation>所示均為城市當時的狀況，並非現況。</translation>
        </message>
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
        <name>MomentOffer</name>
        <message>
            <source>The whole console as it stood then: map, alarms, overview (Enter). Esc: let it be</source>
            <translation>整個主控台顯示當時的狀況：地圖、警報、概覽（Enter）。Esc：不理會</translation>
        </message>
        <message>
            <source>Look at {time}</source>
            <translation>查看 {time}</translation>
        </message>
    </context>
    <context>
        <name>MoversCard</name>
        <message>
            <source>What moves it: {axis}</source>
            <translation>影響因素：{axis}</translation>
        </message>
        <message>
            <source>not known yet</source>
            <translation>尚未知</translation>
        </message>
        <message>
            <source>{value} of 100</source>
            <translation>{value} / 100</translation>
        </message>
        <message>
            <source>This axis has no indicators: [[axis.indicator]] of the catalogue describes them.</source>
            <translation>此軸沒有指標：由目錄的 [[axis.indicator]] 設定。</translation>
        </message>
        <message>
            <source>Adds {points} to the axis, which is 50 as ever</source>
            <translation>對此軸的影響：{points}（50 為一如以往）</translation>
        </message>
        <message>
            <source>Enter or double click: the page it is on. T: its trend. ← →: another axis</source>
            <translation>Enter 或按兩下：所在頁面。T：其趨勢。← →：另一軸</translation>
        </message>
    </context>
    <context>
        <name>NameDialog</name>
        <message>
            <source>Rename the sheet</source>
            <translation>重新命名圖表頁</translation>
        </message>
        <message>
            <source>Name of the sheet</source>
            <translation>圖表頁名稱</translation>
        </message>
    </context>
    <context>
        <name>NearHere</name>
        <message>
            <source>within {radius}</source>
            <translation>{radius} 內</translation>
        </message>
        <message>
            <source>How far around</source>
            <translation>搜尋半徑</translation>
        </message>
        <message>
            <source>Worst alarms first</source>
            <translation>最嚴重警報在前</translation>
        </message>
        <message>
            <source>Instead of the nearest first</source>
            <translation>而非最近者在前</translation>
        </message>
        <message>
            <source>What is near</source>
            <translation>附近有甚麼</translation>
        </message>
        <message>
            <source>here</source>
            <translation>此處</translation>
        </message>
        <message>
            <source>Nothing that is shown is within {radius}. Choose a larger radius or show more layers.</source>
            <translation>{radius} 內沒有顯示中的項目。請加大半徑或顯示更多圖層。</translation>
        </message>
        <message>
            <source>{listed} of {total} are listed.</source>
            <translation>列出 {total} 個中的 {listed} 個。</translation>
        </message>
        <message>
            <source>Near {place}</source>
            <translation>{place} 附近</translation>
        </message>
        <message>
            <source>What is near here</source>
            <translation>此處附近有甚麼</translation>
        </message>
    </context>
    <context>
        <name>Neighbourhood</name>
        <message>
            <source>here</source>
            <translation>此處</translation>
        </message>
        <message>
            <source>No other alarm within 10 min and 1 km, and none here.</source>
            <translation>10 分鐘、1 公里內沒有其他警報，此處亦沒有。</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 個</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NoPlots</name>
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
        <message>
            <source>Sheets…</source>
            <translation>圖表頁…</translation>
        </message>
        <message>
            <source>Open, rename or delete sheets of plots (M)</source>
            <translation>開啟、重新命名或刪除圖表頁（M）</translation>
        </message>
    </context>
    <context>
        <name>NoteDialog</name>
        <message>
            <source>What was seen, done or decided</source>
            <translation>所見、所做或所作的決定</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>記事</translation>
        </message>
        <message>
            <source>About</source>
            <translation>有關</translation>
        </message>
        <message>
            <source>Begin of the time it is about</source>
            <translation>所記時間的開始</translation>
        </message>
        <message>
            <source>End of the time it is about</source>
            <translation>所記時間的結束</translation>
        </message>
        <message>
            <source>only for a span: 18:40</source>
            <translation>只限時段：18:40</translation>
        </message>
        <message>
            <source>Notes about this time</source>
            <translation>關於此時間的記事</translation>
        </message>
        <message>
            <source>Enter or a double click corrects a note</source>
            <translation>按 Enter 或按兩下以更正記事</translation>
        </message>
        <message>
            <source>At</source>
            <translation>時間</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>結束</translation>
        </message>
        <message>
            <source>Written by</source>
            <translation>記事人</translation>
        </message>
        <message>
            <source>Take it back</source>
            <translation>撤回</translation>
        </message>
        <message>
            <source>It is not shown any more; the journal keeps it.</source>
            <translation>不再顯示；日誌仍會保留。</translation>
        </message>
        <message>
            <source>A time of the city: 18:24, 2026-11-22 18:24:07, or -15min</source>
            <translation>城市時間：18:24、2026-11-22 18:24:07 或 -15min</translation>
        </message>
        <message>
            <source>Nothing in particular</source>
            <translation>沒有特定對象</translation>
        </message>
        <message>
            <source>now</source>
            <translation>現在</translation>
        </message>
        <message>
            <source>Correct a note</source>
            <translation>更正記事</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>寫記事</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>更正</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>寫入</translation>
        </message>
        <message>
            <source>Into the journal, for every desk to see (Ctrl+Enter)</source>
            <translation>記入日誌，各席位均可查看（Ctrl+Enter）</translation>
        </message>
        <message>
            <source>Written about this time already (Enter corrects one):</source>
            <translation>已有關於此時間的記事（按 Enter 更正）：</translation>
        </message>
        <message>
            <source>{count} of {most} characters</source>
            <translation>{count} / {most} 字</translation>
        </message>
        <message>
            <source>“{text}” is no time of this city. Write 18:24, 2026-11-22 18:24 or -15min.</source>
            <translation>「{text}」不是此城市的時間。請輸入 18:24、2026-11-22 18:24 或 -15min。</translation>
        </message>
        <message>
            <source>Say who writes: the journal keeps a name with every note.</source>
            <translation>請註明記事人：日誌會保存每則記事的姓名。</translation>
        </message>
    </context>
    <context>
        <name>Notes</name>
        <message>
            <source>(corrected)</source>
            <translation>（已更正）</translation>
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
        <name>Noting</name>
        <message>
            <source>Write a note about it…</source>
            <translation>為此寫記事…</translation>
        </message>
        <message>
            <source>Write a note…</source>
            <translation>寫記事…</translation>
        </message>
        <message>
            <source>Ctrl+Shift+N</source>
            <translation>Ctrl+Shift+N</translation>
        </message>
        <message>
            <source>This is a replay: its notes are those of then. Keep a bookmark with words instead (Ctrl+F8).</source>
            <translation>這是重播：記事均為當時所寫。請改為加上附文字的書籤（Ctrl+F8）。</translation>
        </message>
    </context>
    <context>
        <name>OperatorDialog</name>
        <message>
            <source>Operator</source>
            <translation>操作員</translation>
        </message>
        <message>
            <source>acknowledges and shelves</source>
            <translation>可確認及擱置</translation>
        </message>
        <message>
            <source>Supervisor</source>
            <translation>主管</translation>
        </message>
        <message>
            <source>also suppresses and takes out of service</source>
            <translation>另可抑制及停用</translation>
        </message>
        <message>
            <source>{role}: {may}</source>
            <translation>{role}：{may}</translation>
        </message>
        <message>
            <source>Times of the city's day, such as 07:00 15:00 23:00: “end of shift” means these</source>
            <translation>城市時間，例如 07:00 15:00 23:00；「更次結束」即以此為準</translation>
        </message>
        <message>
            <source>Acts on alarms are journaled with this name and role. A station may know who its supervisors are.</source>
            <translation>對警報的操作會以此姓名及角色記入日誌。主站可能設有主管名單。</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>角色</translation>
        </message>
        <message>
            <source>Shifts begin at</source>
            <translation>更次開始時間</translation>
        </message>
        <message>
            <source>Write when shifts begin as times of the day, such as 07:00 15:00 23:00.</source>
            <translation>請以時刻輸入更次開始時間，例如 07:00 15:00 23:00。</translation>
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
        <message>
            <source>yesterday</source>
            <translation>昨日</translation>
        </message>
        <message>
            <source>last week</source>
            <translation>上週</translation>
        </message>
        <message>
            <source>usual</source>
            <translation>平常</translation>
        </message>
        <message>
            <source>forecast</source>
            <translation>預測</translation>
        </message>
        <message>
            <source>not of states and derived series</source>
            <translation>不適用於狀態及計算序列</translation>
        </message>
        <message>
            <source>being learnt just now ({done} %)</source>
            <translation>正在學習（{done} %）</translation>
        </message>
        <message>
            <source>not learnt yet; it takes about two weeks of history</source>
            <translation>尚未學習；約需兩週歷史數據</translation>
        </message>
        <message>
            <source>A recording is too short to foresee from. The live window has forecasts, out of days of history.</source>
            <translation>記錄太短，無法預測。即時視窗按多日歷史作出預測。</translation>
        </message>
    </context>
    <context>
        <name>PageKeys</name>
        <message>
            <source>Take it, or give it up</source>
            <translation>接手或放棄接手</translation>
        </message>
        <message>
            <source>Acknowledge all of it, with one comment</source>
            <translation>以同一附註確認全部</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>寫記事</translation>
        </message>
        <message>
            <source>Tick a step of the checklist</source>
            <translation>剔選處置步驟</translation>
        </message>
        <message>
            <source>Show it on the map</source>
            <translation>在地圖上顯示</translation>
        </message>
        <message>
            <source>Export it as CAP</source>
            <translation>匯出為 CAP</translation>
        </message>
        <message>
            <source>Only the history of this alarm</source>
            <translation>只看此警報的歷史</translation>
        </message>
        <message>
            <source>Filter by words</source>
            <translation>按字詞篩選</translation>
        </message>
        <message>
            <source>Sort otherwise, by the next column</source>
            <translation>改按下一欄排序</translation>
        </message>
        <message>
            <source>Export as CSV</source>
            <translation>匯出為 CSV</translation>
        </message>
        <message>
            <source>Leave the words, then the history of one alarm</source>
            <translation>清除字詞，再離開單一警報的歷史</translation>
        </message>
        <message>
            <source>Filter rules</source>
            <translation>篩選規則</translation>
        </message>
        <message>
            <source>Change the rule</source>
            <translation>更改規則</translation>
        </message>
        <message>
            <source>The rule before, the next one</source>
            <translation>上一條、下一條規則</translation>
        </message>
        <message>
            <source>Try the changes; stop the trial</source>
            <translation>試算更改；停止試算</translation>
        </message>
        <message>
            <source>Undo the last change</source>
            <translation>復原上一次更改</translation>
        </message>
        <message>
            <source>Save the changed rules as a file</source>
            <translation>將已更改的規則存檔</translation>
        </message>
        <message>
            <source>The system before, the next one</source>
            <translation>上一個、下一個系統</translation>
        </message>
        <message>
            <source>Through a list; each is selected</source>
            <translation>在清單中移動並選取</translation>
        </message>
        <message>
            <source>Show on the map; a figure or plot in the trends</source>
            <translation>在地圖上顯示；指標或圖表則在趨勢圖顯示</translation>
        </message>
        <message>
            <source>Radar of the city: an axis; an hour, a day, a week ago</source>
            <translation>城市雷達圖：選軸；1 小時、1 天、1 週前</translation>
        </message>
        <message>
            <source>The trend of what moves an axis</source>
            <translation>軸的影響因素的趨勢</translation>
        </message>
        <message>
            <source>Its alarms in the alarm list</source>
            <translation>在警報清單顯示其警報</translation>
        </message>
        <message>
            <source>The map beside it, or the page alone</source>
            <translation>旁邊的地圖，或只顯示頁面</translation>
        </message>
        <message>
            <source>The page before</source>
            <translation>上一頁</translation>
        </message>
        <message>
            <source>Back to the map</source>
            <translation>返回地圖</translation>
        </message>
        <message>
            <source>To another mark, another row; Enter goes there</source>
            <translation>另一標記、另一行；Enter 前往該處</translation>
        </message>
        <message>
            <source>Less time, more time, all of it</source>
            <translation>縮短、延長時段，全部</translation>
        </message>
        <message>
            <source>Beside an earlier run; this run alone</source>
            <translation>與前次比較；只看本次</translation>
        </message>
        <message>
            <source>Make the report</source>
            <translation>製作報告</translation>
        </message>
        <message>
            <source>Export an alert that was drafted as a CAP file</source>
            <translation>將已草擬的警示匯出為 CAP 檔案</translation>
        </message>
        <message>
            <source>The alarms behind the figure</source>
            <translation>此指標的相關警報</translation>
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message>
            <source>{count} d</source>
            <translation>{count} 天</translation>
        </message>
        <message>
            <source>{count} h</source>
            <translation>{count} 小時</translation>
        </message>
        <message>
            <source>only old values</source>
            <translation>只有舊數值</translation>
        </message>
        <message>
            <source>no value now</source>
            <translation>現時沒有數值</translation>
        </message>
        <message>
            <source>learning the usual, {share} %</source>
            <translation>正在學習平常值，{share} %</translation>
        </message>
        <message>
            <source>usual not known yet</source>
            <translation>平常值尚未知</translation>
        </message>
        <message>
            <source>as usual, {low} to {high}</source>
            <translation>如常（{low} 至 {high}）</translation>
        </message>
        <message>
            <source>{off} far below usual</source>
            <translation>較平常大幅偏低 {off}</translation>
        </message>
        <message>
            <source>{off} below usual</source>
            <translation>較平常低 {off}</translation>
        </message>
        <message>
            <source>{off} above usual</source>
            <translation>較平常高 {off}</translation>
        </message>
        <message>
            <source>{off} far above usual</source>
            <translation>較平常大幅偏高 {off}</translation>
        </message>
        <message>
            <source>since {time}</source>
            <translation>自 {time}</translation>
        </message>
        <message>
            <source>usual {low} to {high}</source>
            <translation>平常 {low} 至 {high}</translation>
        </message>
        <message>
            <source>far below usual</source>
            <translation>遠低於平常</translation>
        </message>
        <message>
            <source>below usual</source>
            <translation>低於平常</translation>
        </message>
        <message>
            <source>as usual</source>
            <translation>如常</translation>
        </message>
        <message>
            <source>above usual</source>
            <translation>高於平常</translation>
        </message>
        <message>
            <source>far above usual</source>
            <translation>遠高於平常</translation>
        </message>
        <message>
            <source>Normal?</source>
            <translation>正常？</translation>
        </message>
        <message>
            <source>{alarm}, since {time}</source>
            <translation>{alarm}，自 {time}</translation>
        </message>
        <message>
            <source>No alarm</source>
            <translation>沒有警報</translation>
        </message>
        <message>
            <source>and {count} more off the usual</source>
            <translation>另有 {count} 項異常</translation>
        </message>
        <message>
            <source>key figures as usual for this hour ({count} of {all})</source>
            <translation>主要指標在此時段如常（{count} / {all}）</translation>
        </message>
        <message>
            <source>what is usual is not known yet: it takes three days like this one</source>
            <translation>平常值尚未知：需要三個同類日子的記錄</translation>
        </message>
        <message>
            <source>Where?</source>
            <translation>何處？</translation>
        </message>
        <message>
            <source>all over the city</source>
            <translation>全市</translation>
        </message>
        <message>
            <source>nothing stands out</source>
            <translation>沒有突出的地點</translation>
        </message>
        <message>
            <source>and {count} more with alarms</source>
            <translation>另有 {count} 處有警報</translation>
        </message>
        <message>
            <source>Next?</source>
            <translation>之後？</translation>
        </message>
        <message>
            <source>{told} ({place})</source>
            <translation>{told}（{place}）</translation>
        </message>
        <message>
            <source>what came next was recorded: no forecast of the past</source>
            <translation>其後情況已有記錄：不對過去作預測</translation>
        </message>
        <message>
            <source>{figure} {value} at {time} ({low} to {high})</source>
            <translation>{figure}於 {time} 為 {value}（{low} 至 {high}）</translation>
        </message>
        <message>
            <source>forecasts are being made …</source>
            <translation>正在計算預測…</translation>
        </message>
        <message>
            <source>nothing that can be foretold better than by its last value</source>
            <translation>沒有指標的預測比最後數值準確</translation>
        </message>
        <message>
            <source>no forecast yet: it takes two days of history</source>
            <translation>尚無預測：需要兩天歷史</translation>
        </message>
        <message>
            <source>no forecast</source>
            <translation>沒有預測</translation>
        </message>
    </context>
    <context>
        <name>PagesPanel</name>
        <message>
            <source>Nothing of {system} has been heard yet. It appears here with its first message; bus health (Ctrl+6) says who publishes.</source>
            <translation>尚未收到{system}的訊息。收到首則訊息後會在此顯示；總線狀態（Ctrl+6）列出發佈者。</translation>
        </message>
        <message>
            <source>Only what is in the area: its values are not compared with the usual, plots are the city's.</source>
            <translation>只限區域內：數值不與平常比較，圖表則為全市。</translation>
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
        <name>Paper</name>
        <message>
            <source>{folder} cannot be written. Choose another folder.</source>
            <translation>無法寫入 {folder}。請選擇其他資料夾。</translation>
        </message>
        <message>
            <source>page {page} of {pages}</source>
            <translation>第 {page} 頁，共 {pages} 頁</translation>
        </message>
        <message>
            <source>Saved {file}</source>
            <translation>已儲存 {file}</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) saved in {file}</source>
            <translation>
                <numerusform>已將 %n 列儲存至 {file}</numerusform>
            </translation>
        </message>
        <message>
            <source>{file} could not be written: {error}. Choose another folder.</source>
            <translation>無法寫入 {file}：{error}。請選擇其他資料夾。</translation>
        </message>
        <message>
            <source>The plots could not be saved: {error}. See the log.</source>
            <translation>無法儲存圖表：{error}。詳情見日誌。</translation>
        </message>
        <message>
            <source>opscenter, made {time}</source>
            <translation>opscenter，製作於 {time}</translation>
        </message>
    </context>
    <context>
        <name>Past</name>
        <message>
            <source>This alarm before</source>
            <translation>此警報的過往</translation>
        </message>
        <message>
            <source>Asking the journal …</source>
            <translation>正在查詢日誌…</translation>
        </message>
        <message>
            <source>{day} × in 24 h, {week} × in 7 days</source>
            <translation>24 小時內 {day} 次，7 天內 {week} 次</translation>
        </message>
        <message>
            <source>At least {counted}</source>
            <translation>至少：{counted}</translation>
        </message>
        <message>
            <source>Nothing was recorded before {time}.</source>
            <translation>{time} 之前沒有記錄。</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 個</numerusform>
            </translation>
        </message>
        <message>
            <source>lasted {age}</source>
            <translation>歷時 {age}</translation>
        </message>
        <message>
            <source>has not cleared</source>
            <translation>尚未解除</translation>
        </message>
        <message>
            <source>{name} after {age}</source>
            <translation>{age}後由 {name} 確認</translation>
        </message>
        <message>
            <source>not acknowledged</source>
            <translation>未確認</translation>
        </message>
    </context>
    <context>
        <name>PastMarks</name>
        <message>
            <source>{mode} ×{speed}</source>
            <translation>{mode} ×{speed}</translation>
        </message>
    </context>
    <context>
        <name>PendingBox</name>
        <message>
            <source>Changes to try</source>
            <translation>待試算的更改</translation>
        </message>
        <message>
            <source>Enter: to the rule. Delete: take the change away.</source>
            <translation>Enter：前往規則。Delete：移除更改。</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Take the chosen change away (Delete)</source>
            <translation>移除所選更改（Delete）</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>復原</translation>
        </message>
        <message>
            <source>Take the last step back (Ctrl+Z)</source>
            <translation>撤回上一步（Ctrl+Z）</translation>
        </message>
        <message>
            <source>Save as rule file…</source>
            <translation>另存為規則檔…</translation>
        </message>
        <message>
            <source>The changed rules in full, for a station that is started with --rules (Ctrl+S)</source>
            <translation>已更改規則的完整內容，供以 --rules 啟動的主站使用（Ctrl+S）</translation>
        </message>
        <message>
            <source>Changes to try: {count}</source>
            <translation>待試算的更改：{count}</translation>
        </message>
    </context>
    <context>
        <name>PlaceBook</name>
        <message>
            <source>The places could not be written: {error}.</source>
            <translation>無法寫入地點：{error}。</translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) and view(s) written to {file}.</source>
            <translation>
                <numerusform>已將 %n 個地點及視圖寫入 {file}。</numerusform>
            </translation>
        </message>
        <message>
            <source>The places could not be saved: {error}. They last until the console ends.</source>
            <translation>無法儲存地點：{error}。地點只保留至主控台結束。</translation>
        </message>
        <message numerus="yes">
            <source>There is no room for more than %n places and views.</source>
            <translation>
                <numerusform>最多只可保存 %n 個地點及視圖。</numerusform>
            </translation>
        </message>
        <message>
            <source>the file is too large</source>
            <translation>檔案太大</translation>
        </message>
        <message>
            <source>it is no GeoJSON FeatureCollection</source>
            <translation>不是 GeoJSON FeatureCollection</translation>
        </message>
        <message>
            <source>Your saved places could not be read; the file was set aside as {file}.</source>
            <translation>無法讀取已保存的地點；檔案已另存為 {file}。</translation>
        </message>
        <message numerus="yes">
            <source>%n of your saved places could not be read.</source>
            <translation>
                <numerusform>有 %n 個已保存的地點無法讀取。</numerusform>
            </translation>
        </message>
        <message>
            <source>{file} could not be imported: {error}. Choose a GeoJSON file with points.</source>
            <translation>無法匯入 {file}：{error}。請選擇含有點的 GeoJSON 檔案。</translation>
        </message>
        <message>
            <source>{file} holds no point within the map (longitude −180 to 180, latitude −85 to 85).</source>
            <translation>{file} 沒有在地圖範圍內的點（經度 −180 至 180，緯度 −85 至 85）。</translation>
        </message>
        <message numerus="yes">
            <source>%n feature(s) left out: not a point, or out of range.</source>
            <translation>
                <numerusform>略去 %n 個圖徵：並非點，或超出範圍。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) imported.</source>
            <translation>
                <numerusform>已匯入 %n 個地點。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlaceDialog</name>
        <message>
            <source>With the layers and the system filter of now</source>
            <translation>連同現時的圖層及系統篩選</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名稱</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>備註</translation>
        </message>
    </context>
    <context>
        <name>PlaceFinder</name>
        <message>
            <source>The names of the basemap are still being read.</source>
            <translation>仍在讀取底圖的名稱。</translation>
        </message>
        <message>
            <source>The basemap has no names.</source>
            <translation>底圖沒有名稱。</translation>
        </message>
        <message>
            <source>There is no basemap.</source>
            <translation>沒有底圖。</translation>
        </message>
        <message numerus="yes">
            <source>%n names of the basemap are known, the most important ones.</source>
            <translation>
                <numerusform>已知底圖上最重要的 %n 個名稱。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n names of the basemap are known.</source>
            <translation>
                <numerusform>已知底圖上 %n 個名稱。</numerusform>
            </translation>
        </message>
        <message>
            <source>Coordinates</source>
            <translation>坐標</translation>
        </message>
        <message>
            <source>With the numbers exchanged: {place}</source>
            <translation>數字對調：{place}</translation>
        </message>
        <message>
            <source>View</source>
            <translation>視圖</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>地點</translation>
        </message>
        <message>
            <source>Alt+{number}</source>
            <translation>Alt+{number}</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>街道</translation>
        </message>
        <message>
            <source>District or town</source>
            <translation>地區或市鎮</translation>
        </message>
        <message>
            <source>Water</source>
            <translation>水域</translation>
        </message>
        <message>
            <source>On the map</source>
            <translation>在地圖上</translation>
        </message>
        <message>
            <source>{distance} from the middle of the map</source>
            <translation>距地圖中央 {distance}</translation>
        </message>
    </context>
    <context>
        <name>PlaceInset</name>
        <message>
            <source>Map around the alarm</source>
            <translation>警報周邊的地圖</translation>
        </message>
        <message>
            <source>As of {time}. Click to show it on the map (M).</source>
            <translation>截至 {time}。按一下以在地圖上顯示（M）。</translation>
        </message>
        <message>
            <source>It has told no place.</source>
            <translation>沒有報告位置。</translation>
        </message>
        <message>
            <source>The map could not be opened.</source>
            <translation>無法開啟地圖。</translation>
        </message>
    </context>
    <context>
        <name>PlaceMenu</name>
        <message>
            <source>Copy {coordinates}</source>
            <translation>複製 {coordinates}</translation>
        </message>
        <message numerus="yes">
            <source>%n entities here</source>
            <translation>
                <numerusform>此處有 %n 個實體</numerusform>
            </translation>
        </message>
        <message>
            <source>Here</source>
            <translation>此處</translation>
        </message>
        <message>
            <source>Show in the inspector</source>
            <translation>在詳情面板顯示</translation>
        </message>
        <message>
            <source>Plot</source>
            <translation>繪圖</translation>
        </message>
        <message>
            <source>Add to the selection</source>
            <translation>加入選取</translation>
        </message>
        <message>
            <source>Take out of the selection</source>
            <translation>從選取中移除</translation>
        </message>
        <message>
            <source>Select them all</source>
            <translation>全部選取</translation>
        </message>
    </context>
    <context>
        <name>Places</name>
        <message>
            <source>Nothing is kept under that number. B keeps this view, Ctrl+B lists what is kept.</source>
            <translation>該號碼沒有保存項目。按 B 保存此視圖，Ctrl+B 列出已保存項目。</translation>
        </message>
        <message>
            <source>View {number}</source>
            <translation>視圖 {number}</translation>
        </message>
        <message>
            <source>Keep this view</source>
            <translation>保存此視圖</translation>
        </message>
        <message>
            <source>Place {number}</source>
            <translation>地點 {number}</translation>
        </message>
        <message>
            <source>Keep this place</source>
            <translation>保存此地點</translation>
        </message>
        <message>
            <source>Name and note</source>
            <translation>名稱及備註</translation>
        </message>
        <message>
            <source>Alt+{number} goes there.</source>
            <translation>按 Alt+{number} 前往。</translation>
        </message>
        <message>
            <source>There is no room for more. Delete what is no longer needed.</source>
            <translation>已滿。請刪除不再需要的項目。</translation>
        </message>
        <message>
            <source>Keep this place…</source>
            <translation>保存此地點…</translation>
        </message>
        <message>
            <source>Keep this view…</source>
            <translation>保存此視圖…</translation>
        </message>
        <message>
            <source>Places and views…</source>
            <translation>地點及視圖…</translation>
        </message>
        <message>
            <source>Write places and views</source>
            <translation>寫出地點及視圖</translation>
        </message>
        <message>
            <source>Add places from a file</source>
            <translation>由檔案加入地點</translation>
        </message>
        <message>
            <source>GeoJSON (*.geojson *.json)</source>
            <translation>GeoJSON (*.geojson *.json)</translation>
        </message>
        <message>
            <source>Kept: {name}.</source>
            <translation>已保存：{name}。</translation>
        </message>
    </context>
    <context>
        <name>PlacesCard</name>
        <message>
            <source>Places and views</source>
            <translation>地點及視圖</translation>
        </message>
        <message>
            <source>Keep this view (B)</source>
            <translation>保存此視圖（B）</translation>
        </message>
        <message>
            <source>Name and note (F2)</source>
            <translation>名稱及備註（F2）</translation>
        </message>
        <message>
            <source>Up in the order (Alt+Up)</source>
            <translation>上移一位（Alt+Up）</translation>
        </message>
        <message>
            <source>Delete (Del)</source>
            <translation>刪除（Del）</translation>
        </message>
        <message>
            <source>Undo the last change (Ctrl+Z)</source>
            <translation>復原上一次更改（Ctrl+Z）</translation>
        </message>
        <message>
            <source>Write everything to a GeoJSON file</source>
            <translation>全部匯出至 GeoJSON 檔案</translation>
        </message>
        <message>
            <source>Add the points of a GeoJSON file</source>
            <translation>加入 GeoJSON 檔案的點</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>關閉（Esc）</translation>
        </message>
        <message>
            <source>Alt+{number}</source>
            <translation>Alt+{number}</translation>
        </message>
        <message>
            <source>view</source>
            <translation>視圖</translation>
        </message>
        <message>
            <source>place</source>
            <translation>地點</translation>
        </message>
        <message>
            <source>Nothing is kept yet. B keeps this view; the menu on a place of the map keeps the place.</source>
            <translation>尚未保存任何項目。按 B 保存此視圖；在地圖某處開啟選單可保存該地點。</translation>
        </message>
    </context>
    <context>
        <name>PlotCard</name>
        <message>
            <source>Nobody is known that this could be drawn of.</source>
            <translation>沒有已知的實體可繪製此圖表。</translation>
        </message>
        <message>
            <source>Nothing is known of this yet.</source>
            <translation>對此尚無數據。</translation>
        </message>
        <message>
            <source>Asking the station …</source>
            <translation>正在查詢主站…</translation>
        </message>
        <message>
            <source>Nothing was recorded in these {span}.</source>
            <translation>這 {span}內沒有記錄。</translation>
        </message>
        <message>
            <source>Click or Enter: show it in the trends</source>
            <translation>按一下或 Enter：在趨勢圖中顯示</translation>
        </message>
        <message>
            <source>(usual {range} {unit})</source>
            <translation>（平常 {range} {unit}）</translation>
        </message>
        <message>
            <source>foreseen {value} {unit}, {low} to {high}</source>
            <translation>預測 {value} {unit}，{low} 至 {high}</translation>
        </message>
        <message>
            <source> (such forecasts were {error} off)</source>
            <translation>（此類預測平均誤差 {error}）</translation>
        </message>
    </context>
    <context>
        <name>PlotMenu</name>
        <message>
            <source>Yesterday behind it</source>
            <translation>背景顯示昨日</translation>
        </message>
        <message>
            <source>Last week behind it</source>
            <translation>背景顯示上週</translation>
        </message>
        <message>
            <source>What is usual behind it</source>
            <translation>背景顯示平常範圍</translation>
        </message>
        <message>
            <source>A forecast of the next hours</source>
            <translation>未來數小時的預測</translation>
        </message>
        <message>
            <source>Move it up</source>
            <translation>上移</translation>
        </message>
        <message>
            <source>Move it down</source>
            <translation>下移</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>移除 {name}</translation>
        </message>
        <message>
            <source>Remove this plot</source>
            <translation>移除此圖表</translation>
        </message>
    </context>
    <context>
        <name>PlotRow</name>
        <message>
            <source>Plot of {names}</source>
            <translation>{names}的圖表</translation>
        </message>
    </context>
    <context>
        <name>Plots</name>
        <message>
            <source>{head}: {text}</source>
            <translation>{head}：{text}</translation>
        </message>
        <message>
            <source>somebody</source>
            <translation>有人</translation>
        </message>
        <message>
            <source>since {time}</source>
            <translation>自 {time}</translation>
        </message>
        <message>
            <source>Messages were lost from {since} to {until} ({lasted}).</source>
            <translation>{since} 至 {until} 有訊息遺失（{lasted}）。</translation>
        </message>
        <message>
            <source>{name}: too many changes to show from here. Look closer.</source>
            <translation>{name}：變化過多，此處無法顯示。請放大查看。</translation>
        </message>
        <message>
            <source>{name}: nothing has come since {since} ({lasted}).</source>
            <translation>{name}：自 {since} 起沒有數據（{lasted}）。</translation>
        </message>
        <message>
            <source>{name}: nothing came from {since} to {until} ({lasted}).</source>
            <translation>{name}：{since} 至 {until} 沒有數據（{lasted}）。</translation>
        </message>
        <message>
            <source>{count} changes</source>
            <translation>變化 {count} 次</translation>
        </message>
        <message>
            <source>{spread} in {width} from {time}</source>
            <translation>{time} 起 {width}內為 {spread}</translation>
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
        <message>
            <source>too many changes to show: look closer</source>
            <translation>變化過多，請放大查看</translation>
        </message>
        <message>
            <source>doubtful</source>
            <translation>存疑</translation>
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
        <name>RadarCard</name>
        <message>
            <source>Outline: the axes {then} ({key}). Once more: no outline</source>
            <translation>輪廓：{then}的各軸（{key}）。再按一次：不顯示輪廓</translation>
        </message>
        <message>
            <source>City index {index}.</source>
            <translation>城市指數 {index}。</translation>
        </message>
        <message>
            <source>City index</source>
            <translation>城市指數</translation>
        </message>
        <message>
            <source>The city against its own past</source>
            <translation>城市與其過往比較</translation>
        </message>
        <message>
            <source>Now, {time}</source>
            <translation>現在，{time}</translation>
        </message>
        <message>
            <source>Stronger ring: 50, as ever</source>
            <translation>粗環：50，一如以往</translation>
        </message>
        <message>
            <source>asking the station …</source>
            <translation>正在查詢主站…</translation>
        </message>
        <message>
            <source>{axis}: {value} of 100; 50 is as ever, 100 and 0 are three standard deviations off</source>
            <translation>{axis}：{value} / 100；50 為一如以往，100 及 0 為偏離三個標準差</translation>
        </message>
        <message>
            <source>Not known: none of its numbers has been heard for six times ten minutes.</source>
            <translation>未知：六個十分鐘內未曾收到其任何數值。</translation>
        </message>
        <message>
            <source>Only an old value: nothing of it has been heard since.</source>
            <translation>只有舊數值：其後未再收到。</translation>
        </message>
        <message>
            <source>Click or arrows: choose it. Enter: what made it move</source>
            <translation>按一下或方向鍵：選擇。Enter：影響因素</translation>
        </message>
        <message>
            <source>nothing was recorded</source>
            <translation>沒有記錄</translation>
        </message>
    </context>
    <context>
        <name>RecordedLine</name>
        <message>
            <source>Nothing has been recorded yet.</source>
            <translation>尚無任何記錄。</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>警報</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>記事</translation>
        </message>
    </context>
    <context>
        <name>Replay</name>
        <message>
            <source>Notes of a replay are those of then. Keep a bookmark with words instead.</source>
            <translation>重播的記事均為當時所寫。請改為加上附文字的書籤。</translation>
        </message>
        <message>
            <source>An incident is cut out of what a live station has recorded: do it in the live window.</source>
            <translation>事故須從即時主站的記錄擷取：請在即時視窗操作。</translation>
        </message>
        <message>
            <source>To the transport bar</source>
            <translation>前往播放控制列</translation>
        </message>
        <message>
            <source>Put the keyboard into it (Ctrl+H)</source>
            <translation>以鍵盤操作該列（Ctrl+H）</translation>
        </message>
        <message>
            <source>To the live window</source>
            <translation>前往即時視窗</translation>
        </message>
        <message>
            <source>To the newest critical alarm in the live window</source>
            <translation>前往即時視窗的最新危急警報</translation>
        </message>
        <message>
            <source>No live station is known: its alarms do not break through. Start with --live ADDRESS.</source>
            <translation>沒有指定即時主站：其警報不會在此顯示。請以 --live ADDRESS 啟動。</translation>
        </message>
        <message>
            <source>Situation given up: {what}</source>
            <translation>放棄接手事態：{what}</translation>
        </message>
        <message>
            <source>Situation given to {name}: {what}</source>
            <translation>事態由 {name} 接手：{what}</translation>
        </message>
        <message>
            <source>Note on the situation {what}: {text}</source>
            <translation>事態記事（{what}）：{text}</translation>
        </message>
        <message>
            <source>Step {number} ticked: {what}</source>
            <translation>剔選步驟 {number}：{what}</translation>
        </message>
        <message>
            <source>Tick taken from step {number}: {what}</source>
            <translation>取消剔選步驟 {number}：{what}</translation>
        </message>
        <message>
            <source>Note taken back: {what}</source>
            <translation>記事已撤回：{what}</translation>
        </message>
        <message>
            <source>Messages are missing</source>
            <translation>缺少訊息</translation>
        </message>
        <message>
            <source>Acknowledged: {what}</source>
            <translation>已確認：{what}</translation>
        </message>
        <message>
            <source>Reset: {what}</source>
            <translation>已復位：{what}</translation>
        </message>
        <message>
            <source>Taken off the shelf: {what}</source>
            <translation>取消擱置：{what}</translation>
        </message>
        <message>
            <source>Suppressed: {what}</source>
            <translation>已抑制：{what}</translation>
        </message>
        <message>
            <source>Suppression ended: {what}</source>
            <translation>抑制結束：{what}</translation>
        </message>
        <message>
            <source>Taken out of service: {what}</source>
            <translation>已停用：{what}</translation>
        </message>
        <message>
            <source>Back in service: {what}</source>
            <translation>恢復使用：{what}</translation>
        </message>
        <message>
            <source>Note: {what}</source>
            <translation>記事：{what}</translation>
        </message>
        <message>
            <source>Note corrected: {what}</source>
            <translation>記事已更正：{what}</translation>
        </message>
        <message>
            <source>Shelved until it clears: {what}</source>
            <translation>擱置至解除為止：{what}</translation>
        </message>
        <message>
            <source>Shelved for {time}: {what}</source>
            <translation>擱置 {time}：{what}</translation>
        </message>
        <message>
            <source>Shelved: {what}</source>
            <translation>已擱置：{what}</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) of {publisher} never came</source>
            <translation>
                <numerusform>{publisher} 有 %n 則訊息從未收到</numerusform>
            </translation>
        </message>
        <message>
            <source>A station started</source>
            <translation>主站啟動</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>警報</translation>
        </message>
        <message>
            <source>At the end</source>
            <translation>已到結尾</translation>
        </message>
        <message>
            <source>Bookmarks</source>
            <translation>書籤</translation>
        </message>
        <message>
            <source>Catching up {share} %</source>
            <translation>準備中 {share} %</translation>
        </message>
        <message>
            <source>EXERCISE</source>
            <translation>演習</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Everything shown is a recording. The city now is in another window.</source>
            <translation>所示全部為記錄。現時的城市在另一視窗。</translation>
        </message>
        <message>
            <source>Everything shown is an exercise. What is done here reaches nothing outside of it.</source>
            <translation>所示全部為演習。在此的操作不會影響演習以外的任何事物。</translation>
        </message>
        <message>
            <source>Exercise</source>
            <translation>演習</translation>
        </message>
        <message>
            <source>Going there …</source>
            <translation>跳轉中…</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>已暫停</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人員</translation>
        </message>
        <message>
            <source>Playing</source>
            <translation>播放中</translation>
        </message>
        <message>
            <source>REPLAY</source>
            <translation>重播</translation>
        </message>
        <message>
            <source>Replay</source>
            <translation>重播</translation>
        </message>
    </context>
    <context>
        <name>ReplayBar</name>
        <message>
            <source>Transport bar of the replay</source>
            <translation>重播的播放控制列</translation>
        </message>
        <message>
            <source>What to jump to</source>
            <translation>跳至甚麼項目</translation>
        </message>
        <message>
            <source>Alarm</source>
            <translation>警報</translation>
        </message>
        <message>
            <source>Critical, high</source>
            <translation>危急、高級</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>記事</translation>
        </message>
        <message>
            <source>Act</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Bookmark</source>
            <translation>書籤</translation>
        </message>
        <message>
            <source>To the one before (Shift+F7; Shift+A, U, N, C, B in this bar)</source>
            <translation>上一個（Shift+F7；在此列按 Shift+A、U、N、C、B）</translation>
        </message>
        <message>
            <source>To the next one (Shift+F9; A, U, N, C, B in this bar)</source>
            <translation>下一個（Shift+F9；在此列按 A、U、N、C、B）</translation>
        </message>
        <message>
            <source>10 s back (F7; Left in this bar, a minute with Shift)</source>
            <translation>後退 10 秒（F7；在此列按 Left，加 Shift 為 1 分鐘）</translation>
        </message>
        <message>
            <source>Play, or pause (Space, F8)</source>
            <translation>播放或暫停（空格鍵、F8）</translation>
        </message>
        <message>
            <source>10 s on (F9; Right in this bar, a minute with Shift)</source>
            <translation>前進 10 秒（F9；在此列按 Right，加 Shift 為 1 分鐘）</translation>
        </message>
        <message>
            <source>Slower (Ctrl+,)</source>
            <translation>減速（Ctrl+,）</translation>
        </message>
        <message>
            <source>Faster (Ctrl+.)</source>
            <translation>加速（Ctrl+.）</translation>
        </message>
        <message>
            <source>How fast it plays</source>
            <translation>播放速度</translation>
        </message>
        <message>
            <source>fastest</source>
            <translation>最快</translation>
        </message>
        <message>
            <source>Keep this moment as a bookmark (Ctrl+F8; M in this bar, Shift+M takes it away)</source>
            <translation>將此時刻加入書籤（Ctrl+F8；在此列按 M，Shift+M 移除）</translation>
        </message>
        <message>
            <source>Play the visible part again and again, or no longer (L; a span: Shift and drag, or [ and ])</source>
            <translation>循環播放所示時段，或停止循環（L；自選時段：Shift 加拖曳，或按 [ 及 ]）</translation>
        </message>
        <message>
            <source>A time of the recording: 18:24, 2026-11-22 18:24:07, +5min or -30s. Enter goes there (G).</source>
            <translation>記錄中的時間：18:24、2026-11-22 18:24:07、+5min 或 -30s。按 Enter 前往（G）。</translation>
        </message>
        <message>
            <source>Time to go to</source>
            <translation>前往的時間</translation>
        </message>
        <message>
            <source>Words for the bookmark; Enter keeps it, Esc does not</source>
            <translation>書籤文字；Enter 保存，Esc 取消</translation>
        </message>
        <message>
            <source>The replay is being opened …</source>
            <translation>正在開啟重播…</translation>
        </message>
        <message>
            <source>reaches {speed}</source>
            <translation>實際 {speed}</translation>
        </message>
        <message>
            <source>plots and search know {share} % of it so far</source>
            <translation>圖表及搜尋已載入 {share} %</translation>
        </message>
        <message numerus="yes">
            <source>Live: %n critical</source>
            <translation>
                <numerusform>即時：%n 個危急</numerusform>
            </translation>
        </message>
        <message>
            <source>Live</source>
            <translation>即時</translation>
        </message>
        <message>
            <source>No live link</source>
            <translation>未連即時主站</translation>
        </message>
        <message>
            <source>To the live window (Ctrl+L)</source>
            <translation>前往即時視窗（Ctrl+L）</translation>
        </message>
        <message>
            <source>That is no time of this recording. Write 18:24, 2026-11-22 18:24, +5min or -30s.</source>
            <translation>這不是此記錄的時間。請輸入 18:24、2026-11-22 18:24、+5min 或 -30s。</translation>
        </message>
        <message>
            <source>The recording goes from {first} to {last}.</source>
            <translation>記錄由 {first} 至 {last}。</translation>
        </message>
        <message>
            <source>No bookmark is here. Go to it first (B), then take it away.</source>
            <translation>此處沒有書籤。請先前往書籤（B），再移除。</translation>
        </message>
    </context>
    <context>
        <name>ReplayControls</name>
        <message>
            <source>The bookmark is kept beside the file.</source>
            <translation>書籤已存放在檔案旁。</translation>
        </message>
        <message>
            <source>No alarm was raised before.</source>
            <translation>此前沒有發出警報。</translation>
        </message>
        <message>
            <source>No critical or high alarm was raised before.</source>
            <translation>此前沒有發出危急或高級警報。</translation>
        </message>
        <message>
            <source>No note was written before.</source>
            <translation>此前沒有記事。</translation>
        </message>
        <message>
            <source>Nobody did anything before.</source>
            <translation>此前沒有人操作。</translation>
        </message>
        <message>
            <source>There is no bookmark before.</source>
            <translation>此前沒有書籤。</translation>
        </message>
        <message>
            <source>No alarm was raised after this.</source>
            <translation>此後沒有發出警報。</translation>
        </message>
        <message>
            <source>No critical or high alarm was raised after this.</source>
            <translation>此後沒有發出危急或高級警報。</translation>
        </message>
        <message>
            <source>No note was written after this.</source>
            <translation>此後沒有記事。</translation>
        </message>
        <message>
            <source>Nobody did anything after this.</source>
            <translation>此後沒有人操作。</translation>
        </message>
        <message>
            <source>There is no bookmark after this.</source>
            <translation>此後沒有書籤。</translation>
        </message>
    </context>
    <context>
        <name>ReplayKeys</name>
        <message>
            <source>Play or pause the replay</source>
            <translation>播放或暫停重播</translation>
        </message>
        <message>
            <source>10 s back</source>
            <translation>後退 10 秒</translation>
        </message>
        <message>
            <source>10 s on</source>
            <translation>前進 10 秒</translation>
        </message>
        <message>
            <source>Slower</source>
            <translation>減速</translation>
        </message>
        <message>
            <source>Faster</source>
            <translation>加速</translation>
        </message>
        <message>
            <source>To the alarm before</source>
            <translation>上一個警報</translation>
        </message>
        <message>
            <source>To the next alarm</source>
            <translation>下一個警報</translation>
        </message>
        <message>
            <source>To the note before</source>
            <translation>上一則記事</translation>
        </message>
        <message>
            <source>To the next note</source>
            <translation>下一則記事</translation>
        </message>
        <message>
            <source>To the bookmark before</source>
            <translation>上一個書籤</translation>
        </message>
        <message>
            <source>To the next bookmark</source>
            <translation>下一個書籤</translation>
        </message>
        <message>
            <source>Keep this moment as a bookmark…</source>
            <translation>將此時刻加入書籤…</translation>
        </message>
        <message>
            <source>Go to a time of the replay…</source>
            <translation>前往重播的某個時間…</translation>
        </message>
        <message>
            <source>Play the visible part again and again</source>
            <translation>循環播放所示時段</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>空格鍵</translation>
        </message>
        <message>
            <source>Play or pause, wherever it types nothing</source>
            <translation>播放或暫停（非輸入文字時）</translation>
        </message>
        <message>
            <source>10 s back or on; with Shift a minute</source>
            <translation>前後移 10 秒；按住 Shift 則 1 分鐘</translation>
        </message>
        <message>
            <source>10 minutes back or on</source>
            <translation>前後移 10 分鐘</translation>
        </message>
        <message>
            <source>The first moment, the last</source>
            <translation>最初、最後時刻</translation>
        </message>
        <message>
            <source>Slower, faster</source>
            <translation>減速、加速</translation>
        </message>
        <message>
            <source>Next alarm, urgent one, note, act, bookmark; Shift: the one before</source>
            <translation>往警報、緊急、記事、操作、書籤；Shift 反向</translation>
        </message>
        <message>
            <source>Type a time; keep a bookmark, with Shift take it away</source>
            <translation>輸入時間；加入書籤，按住 Shift 則移除</translation>
        </message>
        <message>
            <source>A loop begins, ends here (Shift and drag); Delete: none</source>
            <translation>設循環起終點（Shift 拖曳）；Delete 取消</translation>
        </message>
        <message>
            <source>Loop what the timeline shows, or no longer</source>
            <translation>循環播放時間線所示，或停止</translation>
        </message>
        <message>
            <source>Shorter, longer, the whole (mouse wheel)</source>
            <translation>縮短、延長、全部（滑鼠滾輪）</translation>
        </message>
        <message>
            <source>Back to the map</source>
            <translation>返回地圖</translation>
        </message>
    </context>
    <context>
        <name>ReplayProcess</name>
        <message>
            <source>it ended with status {code}</source>
            <translation>程式結束，狀態碼 {code}</translation>
        </message>
        <message>
            <source>{file} could not be replayed: {reason}</source>
            <translation>無法重播 {file}：{reason}</translation>
        </message>
    </context>
    <context>
        <name>Replays</name>
        <message>
            <source>There is no file {file}.</source>
            <translation>沒有檔案 {file}。</translation>
        </message>
        <message numerus="yes">
            <source>%n replays are open already. Close one first.</source>
            <translation>
                <numerusform>已開啟 %n 個重播。請先關閉一個。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Report</name>
        <message>
            <source>Alarms</source>
            <translation>警報</translation>
        </message>
        <message>
            <source>No alarm stood or was raised.</source>
            <translation>沒有現行警報，也沒有發出警報。</translation>
        </message>
        <message>
            <source>Unanswered, then the gravest</source>
            <translation>先列未確認，再列最嚴重</translation>
        </message>
        <message>
            <source>The others, as they came</source>
            <translation>其餘，按發出先後</translation>
        </message>
        <message numerus="yes">
            <source>%n more alarm(s), less grave than these, are in the journal.</source>
            <translation>
                <numerusform>另有 %n 個較輕的警報，見日誌。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) that stayed laid aside are not listed.</source>
            <translation>
                <numerusform>%n 個始終放置一旁的警報沒有列出。</numerusform>
            </translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>優先級</translation>
        </message>
        <message>
            <source>Raised</source>
            <translation>發出</translation>
        </message>
        <message>
            <source>Alarm</source>
            <translation>警報</translation>
        </message>
        <message>
            <source>Acknowledged</source>
            <translation>確認</translation>
        </message>
        <message>
            <source>Response</source>
            <translation>確認需時</translation>
        </message>
        <message>
            <source>Lasted</source>
            <translation>歷時</translation>
        </message>
        <message>
            <source>{time}, stands</source>
            <translation>{time}，未解除</translation>
        </message>
        <message>
            <source>nobody named</source>
            <translation>未具名</translation>
        </message>
        <message>
            <source>{time}, {by}</source>
            <translation>{time}，{by}</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚未確認</translation>
        </message>
        <message>
            <source>over by itself</source>
            <translation>自行結束</translation>
        </message>
        <message>
            <source>waits {time}, too long: {allowed} allowed</source>
            <translation>逾時：已等 {time}，限 {allowed}</translation>
        </message>
        <message>
            <source>waits {time} of {allowed}</source>
            <translation>已等 {time}，限 {allowed}</translation>
        </message>
        <message>
            <source>waits {time}</source>
            <translation>已等 {time}</translation>
        </message>
        <message>
            <source>{time}, late: {allowed} allowed</source>
            <translation>逾時：{time}，限 {allowed}</translation>
        </message>
        <message>
            <source>{time} of {allowed}</source>
            <translation>{time}，限 {allowed}</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>次數</translation>
        </message>
        <message>
            <source>Alarm, as it was last</source>
            <translation>警報（最近一次）</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>規則</translation>
        </message>
        <message>
            <source>Raised most often</source>
            <translation>發出最頻繁</translation>
        </message>
        <message>
            <source>{since} to {until}</source>
            <translation>{since} 至 {until}</translation>
        </message>
        <message>
            <source>{first} to {last}, {zone} ({length})</source>
            <translation>{first} 至 {last}，{zone}（{length}）</translation>
        </message>
        <message>
            <source>{first} to {last}, {zone}, UTC{offset} ({length})</source>
            <translation>{first} 至 {last}，{zone}，UTC{offset}（{length}）</translation>
        </message>
        <message>
            <source>{count} h</source>
            <translation>{count} 小時</translation>
        </message>
        <message>
            <source>Made {time} with opscenter</source>
            <translation>{time} 以 opscenter 製作</translation>
        </message>
        <message>
            <source>Page {page} of {count}</source>
            <translation>第 {page} 頁，共 {count} 頁</translation>
        </message>
        <message>
            <source>City</source>
            <translation>城市</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>區域</translation>
        </message>
        <message>
            <source>Span</source>
            <translation>時段</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>製作</translation>
        </message>
        <message>
            <source>{time} for {name}</source>
            <translation>{time}，為{name}製作</translation>
        </message>
        <message>
            <source>The city on the map</source>
            <translation>地圖上的城市</translation>
        </message>
        <message>
            <source>Incident: {text}</source>
            <translation>事故：{text}</translation>
        </message>
        <message>
            <source>Incident report</source>
            <translation>事故報告</translation>
        </message>
        <message>
            <source>Shift report</source>
            <translation>更次報告</translation>
        </message>
        <message>
            <source>Report of the day</source>
            <translation>每日報告</translation>
        </message>
        <message>
            <source>{name}, {city}</source>
            <translation>{name}，{city}</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系統</translation>
        </message>
        <message>
            <source>Key figure</source>
            <translation>主要指標</translation>
        </message>
        <message>
            <source>At the end</source>
            <translation>期末</translation>
        </message>
        <message>
            <source>Mean</source>
            <translation>平均值</translation>
        </message>
        <message>
            <source>Lowest to highest</source>
            <translation>最低至最高</translation>
        </message>
        <message>
            <source>Mean before</source>
            <translation>前期平均值</translation>
        </message>
        <message>
            <source>Usual at the end</source>
            <translation>期末平常值</translation>
        </message>
        <message>
            <source>As they stood at {count} moments of the span, evenly spread.</source>
            <translation>取自時段內平均分佈的 {count} 個時刻。</translation>
        </message>
        <message>
            <source>“Before” is the span of the same length before this one (dotted).</source>
            <translation>「前期」指本時段之前同樣長度的時段（點線）。</translation>
        </message>
        <message>
            <source>Too little was recorded of the span before to compare with.</source>
            <translation>前期記錄太少，無法比較。</translation>
        </message>
        <message>
            <source>“Usual” is the median of the same time on the days before.</source>
            <translation>「平常值」是此前各日同一時間的中位數。</translation>
        </message>
        <message>
            <source>Key figures</source>
            <translation>主要指標</translation>
        </message>
        <message>
            <source>{caption}: from {low} to {high}</source>
            <translation>{caption}：{low} 至 {high}</translation>
        </message>
        <message>
            <source>Lowest to highest (pale) and last value (line); limits dashed, alarms above, gaps hatched.</source>
            <translation>最低至最高（淺色）及最後值（線）；虛線為限值，上方為警報，斜線為缺口。</translation>
        </message>
        <message>
            <source>Grey: what is usual at that time of the week.</source>
            <translation>灰色：每週該時間的平常範圍。</translation>
        </message>
        <message>
            <source>What the gravest alarms were about</source>
            <translation>最嚴重警報所涉數值</translation>
        </message>
        <message>
            <source>For the next shift</source>
            <translation>交接下一更次</translation>
        </message>
        <message>
            <source>As it stood at {time}.</source>
            <translation>{time} 的狀況。</translation>
        </message>
        <message>
            <source>no owner</source>
            <translation>無人負責</translation>
        </message>
        <message>
            <source>Probable first cause</source>
            <translation>可能首因</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>開始</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>負責人</translation>
        </message>
        <message>
            <source>Steps done</source>
            <translation>完成步驟</translation>
        </message>
        <message>
            <source>Last note</source>
            <translation>最後記事</translation>
        </message>
        <message>
            <source>Situations still open</source>
            <translation>仍未結束的事態</translation>
        </message>
        <message>
            <source>Alarms in the list</source>
            <translation>清單中的警報</translation>
        </message>
        <message>
            <source>The list is empty.</source>
            <translation>清單是空的。</translation>
        </message>
        <message>
            <source>Standing for</source>
            <translation>歷時</translation>
        </message>
        <message>
            <source>State</source>
            <translation>狀態</translation>
        </message>
        <message>
            <source>Acknowledged by</source>
            <translation>確認者</translation>
        </message>
        <message numerus="yes">
            <source>%n more, less grave; the table of alarms in this report has them all.</source>
            <translation>
                <numerusform>另有 %n 個較輕的警報；本報告的警報表列出全部。</numerusform>
            </translation>
        </message>
        <message>
            <source>Shelved</source>
            <translation>已擱置</translation>
        </message>
        <message>
            <source>Suppressed</source>
            <translation>已抑制</translation>
        </message>
        <message>
            <source>Out of service</source>
            <translation>停用</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>By</source>
            <translation>經手人</translation>
        </message>
        <message>
            <source>Time left</source>
            <translation>尚餘時間</translation>
        </message>
        <message>
            <source>while {rule} stands</source>
            <translation>{rule} 存在期間</translation>
        </message>
        <message>
            <source>until it is ended</source>
            <translation>至有人結束</translation>
        </message>
        <message>
            <source>{left}, to {time}</source>
            <translation>{left}，至 {time}</translation>
        </message>
        <message>
            <source>as long as that</source>
            <translation>至該警報解除</translation>
        </message>
        <message>
            <source>until it clears</source>
            <translation>至解除為止</translation>
        </message>
        <message>
            <source>none given</source>
            <translation>沒有說明</translation>
        </message>
        <message>
            <source>Keep an eye on</source>
            <translation>須留意</translation>
        </message>
        <message>
            <source>Nothing in particular.</source>
            <translation>沒有特別事項。</translation>
        </message>
        <message>
            <source>Nobody sees to this situation: {text}.</source>
            <translation>此事態尚無人跟進：{text}。</translation>
        </message>
        <message>
            <source>A shelf ends at {time} and its condition still stands: {alarm}.</source>
            <translation>擱置將於 {time} 結束，而條件仍然存在：{alarm}。</translation>
        </message>
        <message numerus="yes">
            <source>Raised %n times: {alarm}.</source>
            <translation>
                <numerusform>發出 %n 次：{alarm}。</numerusform>
            </translation>
        </message>
        <message>
            <source>The flood of alarms is not over.</source>
            <translation>警報氾濫尚未結束。</translation>
        </message>
        <message>
            <source>What people did and wrote</source>
            <translation>人員的操作及記事</translation>
        </message>
        <message>
            <source>Nobody acted on an alarm or wrote anything.</source>
            <translation>沒有人操作警報或寫下記事。</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>時間</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>經手人</translation>
        </message>
        <message>
            <source>Did</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>About</source>
            <translation>有關</translation>
        </message>
        <message>
            <source>Said</source>
            <translation>內容</translation>
        </message>
        <message>
            <source>wrote</source>
            <translation>記事</translation>
        </message>
        <message>
            <source>{by} wrote: {text}</source>
            <translation>{by}記事：{text}</translation>
        </message>
        <message>
            <source>Minute by minute</source>
            <translation>逐分鐘記錄</translation>
        </message>
        <message>
            <source>Nothing happened to alarms, and nobody wrote anything.</source>
            <translation>警報沒有任何變動，也沒有記事。</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>經過</translation>
        </message>
        <message>
            <source> by {name}</source>
            <translation>（{name}）</translation>
        </message>
        <message>
            <source>At the beginning, {time}</source>
            <translation>期初，{time}</translation>
        </message>
        <message>
            <source>At the worst moment, {time}</source>
            <translation>最嚴重時刻，{time}</translation>
        </message>
        <message>
            <source>At the end, {time}</source>
            <translation>期末，{time}</translation>
        </message>
        <message numerus="yes">
            <source>Map: {caption}, %n alarm(s) in the list</source>
            <translation>
                <numerusform>地圖：{caption}，清單中 %n 個警報</numerusform>
            </translation>
        </message>
        <message>
            <source>The map was not drawn within {count} s.</source>
            <translation>地圖未能在 {count} 秒內繪製。</translation>
        </message>
        <message>
            <source>North is up</source>
            <translation>北方朝上</translation>
        </message>
        <message>
            <source>{folder} cannot be written. Choose another folder.</source>
            <translation>無法寫入 {folder}。請選擇其他資料夾。</translation>
        </message>
        <message>
            <source>Alarm performance</source>
            <translation>警報表現</translation>
        </message>
        <message>
            <source>Of the whole city, not of the part this report is about.</source>
            <translation>以全市計算，不限於本報告所涉部分。</translation>
        </message>
        <message>
            <source>Situations</source>
            <translation>事態</translation>
        </message>
        <message>
            <source>From {since} to {until}, {length}.</source>
            <translation>{since} 至 {until}，歷時 {length}。</translation>
        </message>
        <message>
            <source>Since {since}, still open after {length}.</source>
            <translation>自 {since}，已歷時 {length}，尚未結束。</translation>
        </message>
        <message>
            <source>Seen to by {name}.</source>
            <translation>由{name}跟進。</translation>
        </message>
        <message>
            <source>Nobody took it on.</source>
            <translation>無人接手。</translation>
        </message>
        <message>
            <source>probable first cause</source>
            <translation>可能首因</translation>
        </message>
        <message>
            <source>follows from {name}</source>
            <translation>源於{name}</translation>
        </message>
        <message>
            <source>Note: {text}</source>
            <translation>記事：{text}</translation>
        </message>
        <message>
            <source>Step {number} of the checklist done</source>
            <translation>處置步驟 {number} 已完成</translation>
        </message>
        <message>
            <source>Step {number} of the checklist taken back</source>
            <translation>處置步驟 {number} 已撤回</translation>
        </message>
        <message>
            <source>Taken on</source>
            <translation>接手事態</translation>
        </message>
        <message numerus="yes">
            <source>and %n more alarm(s)</source>
            <translation>
                <numerusform>另有 %n 個警報</numerusform>
            </translation>
        </message>
        <message>
            <source>What</source>
            <translation>內容</translation>
        </message>
        <message>
            <source>How it fits, who</source>
            <translation>關係、經手人</translation>
        </message>
        <message>
            <source>In short</source>
            <translation>摘要</translation>
        </message>
        <message>
            <source>No alarm was raised.</source>
            <translation>沒有發出警報。</translation>
        </message>
        <message numerus="yes">
            <source>%n more stayed laid aside and asked nobody.</source>
            <translation>
                <numerusform>另有 %n 個始終放置一旁，無須處理。</numerusform>
            </translation>
        </message>
        <message>
            <source>In the list at the beginning: {before}; at the end: {after}.</source>
            <translation>清單中的警報：期初 {before} 個，期末 {after} 個。</translation>
        </message>
        <message>
            <source>All of them are acknowledged.</source>
            <translation>全部已確認。</translation>
        </message>
        <message>
            <source>It was worst at {time}, with {priorities} standing.</source>
            <translation>{time} 最嚴重，當時現行 {priorities}。</translation>
        </message>
        <message>
            <source>The gravest then: {alarm}.</source>
            <translation>其中最嚴重：{alarm}。</translation>
        </message>
        <message>
            <source>None of the alarms raised was acknowledged.</source>
            <translation>發出的警報均未確認。</translation>
        </message>
        <message>
            <source>{count} of {all} acknowledged, half of them within {time}, the slowest after {most}.</source>
            <translation>{all} 個中已確認 {count} 個，半數在 {time}內，最慢 {most}後。</translation>
        </message>
        <message>
            <source>No time to respond was exceeded.</source>
            <translation>沒有超出處理限時。</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between items of a list</comment>
            <translation>、</translation>
        </message>
        <message numerus="yes">
            <source>%n action(s) on alarms, by {names}.</source>
            <translation>
                <numerusform>對警報操作 %n 次，經手人：{names}。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n note(s) written.</source>
            <translation>
                <numerusform>寫下 %n 則記事。</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing is known from before {time}: the recording begins there.</source>
            <translation>{time} 之前沒有數據：記錄由此開始。</translation>
        </message>
        <message>
            <source>No station recorded for {length}: {times}. Alarms of that time are not known.</source>
            <translation>其中 {length}沒有主站記錄：{times}。該段時間的警報不明。</translation>
        </message>
        <message>
            <source>Recorded without a gap.</source>
            <translation>記錄完整，沒有缺口。</translation>
        </message>
        <message>
            <source>Clocks changed at {time}: from UTC{before} to UTC{after}. Times name their offset.</source>
            <translation>時鐘於 {time} 由 UTC{before} 調整為 UTC{after}，故各時間均註明時差。</translation>
        </message>
        <message numerus="yes">
            <source> and %n more</source>
            <translation>
                <numerusform>，另有 %n 段</numerusform>
            </translation>
        </message>
        <message>
            <source>The span is empty: it ends before it begins. Choose an end after its begin.</source>
            <translation>時段是空的：結束早於開始。請選擇較開始為後的結束時間。</translation>
        </message>
        <message>
            <source>The span has not come yet. Choose one that begins before now.</source>
            <translation>該時段尚未來到。請選擇在現在之前開始的時段。</translation>
        </message>
        <message>
            <source>The span is longer than 31 days: this report is about its last 31 days.</source>
            <translation>時段超過 31 天：本報告只涵蓋最後 31 天。</translation>
        </message>
        <message>
            <source>gaps of the recording</source>
            <translation>記錄缺口</translation>
        </message>
        <message>
            <source>alarms</source>
            <translation>警報</translation>
        </message>
        <message>
            <source>what stood at the beginning or the end</source>
            <translation>期初或期末的狀況</translation>
        </message>
        <message>
            <source>alarm performance</source>
            <translation>警報表現</translation>
        </message>
        <message>
            <source>notes</source>
            <translation>記事</translation>
        </message>
        <message>
            <source>key figures</source>
            <translation>主要指標</translation>
        </message>
        <message>
            <source>plots</source>
            <translation>圖表</translation>
        </message>
        <message>
            <source>a situation</source>
            <translation>事態</translation>
        </message>
        <message>
            <source>maps</source>
            <translation>地圖</translation>
        </message>
        <message>
            <source>So much happened that only the newest {count} events are told of.</source>
            <translation>事件過多，只列出最新 {count} 則。</translation>
        </message>
        <message>
            <source>Missing here: {part}. {reason}</source>
            <translation>此處缺少：{part}。{reason}</translation>
        </message>
        <message>
            <source>The station has recorded nothing yet: there is nothing to tell.</source>
            <translation>主站尚無任何記錄，沒有可報告的內容。</translation>
        </message>
        <message>
            <source>{first} {second}</source>
            <comment>one sentence after the other</comment>
            <translation>{first}{second}</translation>
        </message>
        <message>
            <source>{head}: {text}</source>
            <translation>{head}：{text}</translation>
        </message>
        <message>
            <source>“{text}”</source>
            <translation>「{text}」</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) raised: {priorities}.</source>
            <translation>
                <numerusform>發出 %n 個警報：{priorities}。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) stand for more than a day, the oldest since {time}: {alarm}.</source>
            <translation>
                <numerusform>%n 個警報現行逾 1 天，最久者自 {time}：{alarm}。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s): {priorities}.</source>
            <translation>
                <numerusform>%n 個警報：{priorities}。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n exceeded the time to respond.</source>
            <translation>
                <numerusform>%n 個超出處理限時。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n flood(s) of alarms: {times}.</source>
            <translation>
                <numerusform>警報氾濫 %n 次：{times}。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more in the ledger of the console.</source>
            <translation>
                <numerusform>另有 %n 個，見主控台的清單。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more minute(s) with events are in the journal.</source>
            <translation>
                <numerusform>另有 %n 分鐘的事件，見日誌。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more situation(s), less grave than these, are in the journal.</source>
            <translation>
                <numerusform>另有 %n 個較輕的事態，見日誌。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them nobody has acknowledged yet ({priorities}).</source>
            <translation>
                <numerusform>其中 %n 個尚未確認（{priorities}）。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n situation(s), {open} still open.</source>
            <translation>
                <numerusform>%n 個事態，{open} 個尚未結束。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Data is missing in %n gap(s), {length} together: {times}.</source>
            <translation>
                <numerusform>數據有 %n 段缺口，共 {length}：{times}。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %n before these are in the journal.</source>
            <translation>
                <numerusform>此前 %n 則見日誌。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The gravest has %n alarm(s) and probably began with: {text}.</source>
            <translation>
                <numerusform>最嚴重的事態有 %n 個警報，可能首因：{text}。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more, less grave</source>
            <translation>
                <numerusform>另有 %n 個較輕</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{caption}: from {low} to {high}, %n alarm(s)</source>
            <translation>
                <numerusform>{caption}：{low} 至 {high}，%n 個警報</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReportDialog</name>
        <message>
            <source>Make a report</source>
            <translation>製作報告</translation>
        </message>
        <message>
            <source>Shift: with what the next one takes over</source>
            <translation>更次：附下一更次的交接內容</translation>
        </message>
        <message>
            <source>Day: with alarm performance</source>
            <translation>每日：附警報表現</translation>
        </message>
        <message>
            <source>Incident: minute by minute</source>
            <translation>事故：逐分鐘記錄</translation>
        </message>
        <message>
            <source>A time of the city's clock: 2026-11-22 18:24, 18:24, or -2h</source>
            <translation>城市時間：2026-11-22 18:24、18:24 或 -2h</translation>
        </message>
        <message>
            <source>With maps</source>
            <translation>附地圖</translation>
        </message>
        <message>
            <source>A name that ends in .pdf or .html</source>
            <translation>以 .pdf 或 .html 結尾的名稱</translation>
        </message>
        <message>
            <source>Open it</source>
            <translation>開啟檔案</translation>
        </message>
        <message>
            <source>Make it</source>
            <translation>製作</translation>
        </message>
        <message>
            <source>Cancel making</source>
            <translation>取消製作</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>報告</translation>
        </message>
        <message>
            <source>Span</source>
            <translation>時段</translation>
        </message>
        <message>
            <source>to</source>
            <translation>至</translation>
        </message>
        <message>
            <source>About</source>
            <translation>範圍</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>紙張</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>選擇…</translation>
        </message>
        <message>
            <source>File</source>
            <translation>檔案</translation>
        </message>
        <message>
            <source>This shift so far</source>
            <translation>本更次至今</translation>
        </message>
        <message>
            <source>The shift before</source>
            <translation>上一更次</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>昨日</translation>
        </message>
        <message>
            <source>Today so far</source>
            <translation>今日至今</translation>
        </message>
        <message>
            <source>The last two hours</source>
            <translation>最近兩小時</translation>
        </message>
        <message>
            <source>As typed below</source>
            <translation>在下方輸入</translation>
        </message>
        <message>
            <source>The whole city</source>
            <translation>整個城市</translation>
        </message>
        <message>
            <source>Area: {name}</source>
            <translation>區域：{name}</translation>
        </message>
        <message>
            <source>Situation: {text}</source>
            <translation>事態：{text}</translation>
        </message>
        <message>
            <source>Times of {zone}, UTC{offset}.</source>
            <translation>時區：{zone}，UTC{offset}。</translation>
        </message>
        <message>
            <source>Where the report goes</source>
            <translation>報告存放位置</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>Web page (*.html)</source>
            <translation>網頁 (*.html)</translation>
        </message>
        <message>
            <source>There is no station to ask. Wait until the console is connected.</source>
            <translation>沒有可查詢的主站。請等待主控台連線。</translation>
        </message>
        <message>
            <source>{text} is not a time. Write 2026-11-22 18:24, 18:24 or -2h.</source>
            <translation>{text} 不是時間。請輸入 2026-11-22 18:24、18:24 或 -2h。</translation>
        </message>
        <message>
            <source>The span ends before it begins.</source>
            <translation>時段的結束早於開始。</translation>
        </message>
        <message>
            <source>That span has not come yet.</source>
            <translation>該時段尚未來到。</translation>
        </message>
        <message>
            <source>A report is about 31 days at most.</source>
            <translation>報告最多涵蓋 31 天。</translation>
        </message>
        <message>
            <source>Give the file a name that ends in .pdf or .html.</source>
            <translation>請用以 .pdf 或 .html 結尾的檔名。</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>正在開始…</translation>
        </message>
        <message>
            <source>Cancelling…</source>
            <translation>正在取消…</translation>
        </message>
        <message>
            <source>Asking the station…</source>
            <translation>正在查詢主站…</translation>
        </message>
        <message>
            <source>Drawing the maps…</source>
            <translation>正在繪製地圖…</translation>
        </message>
        <message>
            <source>Writing…</source>
            <translation>正在寫入…</translation>
        </message>
        <message>
            <source>{out} is made.</source>
            <translation>已製作 {out}。</translation>
        </message>
        <message>
            <source>The report could not be made: {reason}</source>
            <translation>無法製作報告：{reason}</translation>
        </message>
        <message>
            <source>Cancelled. Nothing was written.</source>
            <translation>已取消，沒有寫入任何檔案。</translation>
        </message>
    </context>
    <context>
        <name>ReportWork</name>
        <message>
            <source>it ended with status {code}</source>
            <translation>程式結束，狀態碼 {code}</translation>
        </message>
    </context>
    <context>
        <name>ResultView</name>
        <message>
            <source>Rule</source>
            <translation>規則</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>更改前</translation>
        </message>
        <message>
            <source>After</source>
            <translation>更改後</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>變化</translation>
        </message>
        <message>
            <source>Raised</source>
            <translation>發出</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>優先級</translation>
        </message>
        <message>
            <source>Entity</source>
            <translation>實體</translation>
        </message>
        <message>
            <source>Alarm</source>
            <translation>警報</translation>
        </message>
        <message>
            <source>Alarms by rule</source>
            <translation>各規則的警報</translation>
        </message>
        <message>
            <source>Alarms that are gone</source>
            <translation>消失的警報</translation>
        </message>
        <message>
            <source>Alarms that are new</source>
            <translation>新增的警報</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>圖表</translation>
        </message>
        <message>
            <source>By rule</source>
            <translation>按規則</translation>
        </message>
        <message>
            <source>Gone</source>
            <translation>消失</translation>
        </message>
        <message>
            <source>New</source>
            <translation>新增</translation>
        </message>
        <message>
            <source>Picture…</source>
            <translation>圖片…</translation>
        </message>
        <message>
            <source>Save the picture (PNG)</source>
            <translation>儲存圖片（PNG）</translation>
        </message>
        <message>
            <source>Result…</source>
            <translation>結果…</translation>
        </message>
        <message>
            <source>Save the result (JSON or CSV)</source>
            <translation>儲存結果（JSON 或 CSV）</translation>
        </message>
        <message>
            <source>Change something of a rule and press Try: here is what would have been raised then.</source>
            <translation>請更改規則的設定並按「試算」：此處會顯示改用後會發出的警報。</translation>
        </message>
        <message>
            <source>tried by {name}</source>
            <translation>由 {name} 試算</translation>
        </message>
        <message>
            <source>no changes: the rules as they are, against what was raised</source>
            <translation>沒有更改：現有規則與實際發出的警報對比</translation>
        </message>
        <message>
            <source>Gone: {count}</source>
            <translation>消失：{count}</translation>
        </message>
        <message>
            <source>New: {count}</source>
            <translation>新增：{count}</translation>
        </message>
        <message>
            <source>The first {listed} of {count} are listed.</source>
            <translation>列出 {count} 個中的首 {listed} 個。</translation>
        </message>
    </context>
    <context>
        <name>Review</name>
        <message>
            <source>Now, live: {alarm}.</source>
            <translation>即時警報：{alarm}。</translation>
        </message>
        <message>
            <source>Go there: {keys}</source>
            <translation>前往：{keys}</translation>
        </message>
        <message>
            <source>No critical alarm waits to be acknowledged.</source>
            <translation>沒有待確認的危急警報。</translation>
        </message>
        <message numerus="yes">
            <source>And %n more critical alarm(s).</source>
            <translation>
                <numerusform>另有 %n 個危急警報。</numerusform>
            </translation>
        </message>
        <message>
            <source>REVIEW</source>
            <translation>回顧</translation>
        </message>
    </context>
    <context>
        <name>ReviewBar</name>
        <message>
            <source>A minute back (Left; an hour with Shift, a day with Page Up)</source>
            <translation>後退 1 分鐘（Left；加 Shift 為 1 小時，Page Up 為 1 天）</translation>
        </message>
        <message>
            <source>Let the time run, or hold it (Space)</source>
            <translation>播放或停住時間（空格鍵）</translation>
        </message>
        <message>
            <source>A minute on (Right; an hour with Shift, a day with Page Down)</source>
            <translation>前進 1 分鐘（Right；加 Shift 為 1 小時，Page Down 為 1 天）</translation>
        </message>
        <message>
            <source>How fast the time runs</source>
            <translation>播放速度</translation>
        </message>
        <message>
            <source>A time of the city: 18:24, 2026-11-22 18:24:07, or -2h. Enter goes there.</source>
            <translation>城市時間：18:24、2026-11-22 18:24:07 或 -2h。按 Enter 前往。</translation>
        </message>
        <message>
            <source>Time to go to</source>
            <translation>前往的時間</translation>
        </message>
        <message>
            <source>To another alarm or note (A, N; back with Shift)</source>
            <translation>前往另一警報或記事（A、N；加 Shift 則往前）</translation>
        </message>
        <message>
            <source>Write a note about this moment (Ctrl+Shift+N)</source>
            <translation>為此時刻寫記事（Ctrl+Shift+N）</translation>
        </message>
        <message>
            <source>Shorter span (+, or the wheel)</source>
            <translation>較短時段（+ 或滾輪）</translation>
        </message>
        <message>
            <source>Longer span (-)</source>
            <translation>較長時段（-）</translation>
        </message>
        <message>
            <source>Back to live, and put the time bar away ({keys})</source>
            <translation>返回即時並收起時間軸（{keys}）</translation>
        </message>
        <message>
            <source>The next alarm</source>
            <translation>下一個警報</translation>
        </message>
        <message>
            <source>The alarm before</source>
            <translation>上一個警報</translation>
        </message>
        <message>
            <source>The next critical or high alarm</source>
            <translation>下一個危急或高級警報</translation>
        </message>
        <message>
            <source>The critical or high alarm before</source>
            <translation>上一個危急或高級警報</translation>
        </message>
        <message>
            <source>The next note</source>
            <translation>下一則記事</translation>
        </message>
        <message>
            <source>The note before</source>
            <translation>上一則記事</translation>
        </message>
        <message>
            <source>Choose a time first: live runs by itself.</source>
            <translation>請先選擇時間：即時狀態會自行推進。</translation>
        </message>
        <message>
            <source>That is no time of this city. Write 18:24, 2026-11-22 18:24 or -2h.</source>
            <translation>這不是此城市的時間。請輸入 18:24、2026-11-22 18:24 或 -2h。</translation>
        </message>
        <message>
            <source>That moment has not come yet.</source>
            <translation>該時刻尚未來到。</translation>
        </message>
        <message>
            <source>Fetching…</source>
            <translation>正在取得…</translation>
        </message>
        <message>
            <source>Back to live</source>
            <translation>返回即時</translation>
        </message>
        <message numerus="yes">
            <source>Back to live: %n critical</source>
            <translation>
                <numerusform>返回即時：%n 個危急</numerusform>
            </translation>
        </message>
        <message>
            <source>Live</source>
            <translation>即時</translation>
        </message>
    </context>
    <context>
        <name>RuleCard</name>
        <message>
            <source>Its rule</source>
            <translation>所屬規則</translation>
        </message>
        <message>
            <source>Show the rule</source>
            <translation>顯示規則</translation>
        </message>
        <message>
            <source>Its limits and delays, and what other ones would have done</source>
            <translation>其限值及延時，以及改用其他設定會有何結果</translation>
        </message>
        <message>
            <source>The catalogue of this console does not have this rule; the station does.</source>
            <translation>此主控台的目錄沒有這條規則；主站則有。</translation>
        </message>
        <message>
            <source>It was raised by version {version} of the rule, which has been changed since.</source>
            <translation>此警報由規則的第 {version} 版發出，規則其後已更改。</translation>
        </message>
    </context>
    <context>
        <name>RuleEditor</name>
        <message>
            <source>not in this trial</source>
            <translation>不納入此次試算</translation>
        </message>
        <message>
            <source>now {value}</source>
            <translation>現為 {value}</translation>
        </message>
    </context>
    <context>
        <name>RuleFields</name>
        <message>
            <source>× its spread</source>
            <translation>× 離散度</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>數值</translation>
        </message>
        <message>
            <source>Deadband</source>
            <translation>死區</translation>
        </message>
        <message>
            <source>Span looked at</source>
            <translation>觀察時段</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>次數</translation>
        </message>
        <message>
            <source>On-delay</source>
            <translation>觸發延時</translation>
        </message>
        <message>
            <source>Off-delay</source>
            <translation>解除延時</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>優先級</translation>
        </message>
        <message>
            <source>Taken out</source>
            <translation>不採用</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
    </context>
    <context>
        <name>RuleKinds</name>
        <message>
            <source>limit</source>
            <translation>限值</translation>
        </message>
        <message>
            <source>rate of change</source>
            <translation>變化率</translation>
        </message>
        <message>
            <source>off its usual</source>
            <translation>偏離常值</translation>
        </message>
        <message>
            <source>state</source>
            <translation>狀態</translation>
        </message>
        <message>
            <source>silence</source>
            <translation>沒有數據</translation>
        </message>
        <message>
            <source>flat line</source>
            <translation>數值不變</translation>
        </message>
        <message>
            <source>count</source>
            <translation>次數</translation>
        </message>
        <message>
            <source>geofence</source>
            <translation>地理圍欄</translation>
        </message>
        <message>
            <source>expression</source>
            <translation>表達式</translation>
        </message>
    </context>
    <context>
        <name>RuleList</name>
        <message>
            <source>Filter rules  (/)</source>
            <translation>篩選規則（/）</translation>
        </message>
        <message>
            <source>Filter rules by words</source>
            <translation>按字詞篩選規則</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系統</translation>
        </message>
        <message>
            <source>No rule is let through by the filter.</source>
            <translation>沒有符合篩選的規則。</translation>
        </message>
        <message>
            <source>Rules</source>
            <translation>規則</translation>
        </message>
        <message>
            <source>Every system</source>
            <translation>所有系統</translation>
        </message>
        <message>
            <source>There are no rules: the catalogue of this console has none.</source>
            <translation>沒有規則：此主控台的目錄沒有任何規則。</translation>
        </message>
        <message numerus="yes">
            <source>%n rule(s)</source>
            <translation>
                <numerusform>%n 條規則</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} of %n rule(s)</source>
            <translation>
                <numerusform>%n 條規則中的 {shown} 條</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RuleTable</name>
        <message>
            <source>Changed in this trial</source>
            <translation>此次試算中已更改</translation>
        </message>
        <message>
            <source>{priority}: {rule} ({kind})</source>
            <translation>{priority}：{rule}（{kind}）</translation>
        </message>
        <message>
            <source>How many were raised in 24 h is not known.</source>
            <translation>不知道 24 小時內發出多少個。</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>規則</translation>
        </message>
        <message>
            <source>Raises when</source>
            <translation>觸發條件</translation>
        </message>
        <message>
            <source>Standing</source>
            <translation>現行</translation>
        </message>
        <message>
            <source>In 24 h</source>
            <translation>24h</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>類別</translation>
        </message>
        <message>
            <source>Of</source>
            <translation>適用對象</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系統</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>優先級</translation>
        </message>
    </context>
    <context>
        <name>RuleTrial</name>
        <message>
            <source>{since} to {until}: before {before}; after {after}</source>
            <translation>{since} 至 {until}：更改前 {before}；更改後 {after}</translation>
        </message>
        <message>
            <source>Before: {count}</source>
            <translation>更改前：{count}</translation>
        </message>
        <message>
            <source>After: {count}</source>
            <translation>更改後：{count}</translation>
        </message>
        <message>
            <source>{before} → {after} alarms</source>
            <translation>{before} → {after} 個警報</translation>
        </message>
        <message>
            <source>none before and none after</source>
            <translation>更改前後均沒有</translation>
        </message>
        <message>
            <source>none of them raised both times</source>
            <translation>沒有前後均發出的警報</translation>
        </message>
        <message>
            <source>the latest true alarm {delay} later</source>
            <translation>真實警報最多遲 {delay}</translation>
        </message>
        <message>
            <source>every true alarm sooner, by {delay} at least</source>
            <translation>所有真實警報均提早至少 {delay}</translation>
        </message>
        <message>
            <source>no true alarm later</source>
            <translation>沒有真實警報延遲</translation>
        </message>
        <message>
            <source>{numbers}, {delay}.</source>
            <translation>{numbers}，{delay}。</translation>
        </message>
        <message>
            <source>{count} s</source>
            <translation>{count} 秒</translation>
        </message>
        <message>
            <source>{since} to {until} (UTC{offset})</source>
            <translation>{since} 至 {until}（UTC{offset}）</translation>
        </message>
        <message>
            <source>another desk</source>
            <translation>另一席位</translation>
        </message>
    </context>
    <context>
        <name>Rules</name>
        <message>
            <source>Saved to {out}.</source>
            <translation>已儲存至 {out}。</translation>
        </message>
        <message>
            <source>{out} cannot be written: {reason}. Choose another place.</source>
            <translation>無法寫入 {out}：{reason}。請選擇其他位置。</translation>
        </message>
        <message>
            <source>the picture could not be made</source>
            <translation>無法製作圖片</translation>
        </message>
        <message>
            <source>Saved to {out}. Look at it with: opscenter rules check {out}. It is in force once the station is started with --rules {out}, and each console with the same.</source>
            <translation>已儲存至 {out}。可用 opscenter rules check {out} 檢查。主站及各主控台以 --rules {out} 啟動後生效。</translation>
        </message>
    </context>
    <context>
        <name>RulesPanel</name>
        <message>
            <source>In words</source>
            <translation>文字說明</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>更改</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>結果</translation>
        </message>
        <message>
            <source>Change the rule (Enter in the list, or F2)</source>
            <translation>更改規則（在清單按 Enter，或按 F2）</translation>
        </message>
        <message>
            <source>This console does not know the rule {rule}: start it with the station's --catalogue and --rules.</source>
            <translation>此主控台沒有規則 {rule}：請以主站的 --catalogue 及 --rules 啟動主控台。</translation>
        </message>
        <message>
            <source>There is no station to try with. Wait until the console is connected.</source>
            <translation>沒有可供試算的主站。請等待主控台連線。</translation>
        </message>
        <message>
            <source>A recording is too short to try rules on. The live window tries them over weeks of history.</source>
            <translation>記錄太短，無法試算規則。即時視窗可按數週歷史試算。</translation>
        </message>
        <message>
            <source>Nothing is changed yet: the rules as they are.</source>
            <translation>尚未更改：沿用現有規則。</translation>
        </message>
        <message>
            <source>The past is looked at: a trial ends at the moment shown.</source>
            <translation>正在回顧歷史：試算截至所示時刻。</translation>
        </message>
        <message>
            <source>Nothing is recorded yet to try over.</source>
            <translation>尚無記錄可供試算。</translation>
        </message>
        <message>
            <source>Save as rule file</source>
            <translation>另存為規則檔</translation>
        </message>
        <message>
            <source>Rule file (*.toml)</source>
            <translation>規則檔 (*.toml)</translation>
        </message>
        <message>
            <source>Save the picture</source>
            <translation>儲存圖片</translation>
        </message>
        <message>
            <source>PNG (*.png)</source>
            <translation>PNG (*.png)</translation>
        </message>
        <message>
            <source>JSON (*.json)</source>
            <translation>JSON (*.json)</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <source>Save the result</source>
            <translation>儲存結果</translation>
        </message>
        <message>
            <source>Tried and saved by {name}, {time}</source>
            <translation>由 {name} 於 {time} 試算並儲存</translation>
        </message>
        <message>
            <source>List</source>
            <translation>清單</translation>
        </message>
    </context>
    <context>
        <name>SayDialog</name>
        <message>
            <source>Message to the trainees</source>
            <translation>給學員的訊息</translation>
        </message>
        <message>
            <source>Every trainee sees it at once. It is part of the session, and of its report.</source>
            <translation>所有學員會立即看到。訊息會列入演習記錄及報告。</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>訊息</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>發送</translation>
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
            <source>Search everything</source>
            <translation>搜尋全部</translation>
        </message>
        <message>
            <source>Coordinates, street, district, entity or kept place</source>
            <translation>坐標、街道、地區、實體或已保存地點</translation>
        </message>
        <message>
            <source>Entity, place, alarm, system or action</source>
            <translation>實體、地點、警報、系統或操作</translation>
        </message>
        <message>
            <source>Coordinates: 22.2793, 114.1628 or 22°16'45"N 114°9'46"E.</source>
            <translation>坐標：22.2793, 114.1628 或 22°16'45"N 114°9'46"E。</translation>
        </message>
        <message>
            <source>Nothing found.</source>
            <translation>沒有結果。</translation>
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
        <name>SelectByShape</name>
        <message>
            <source>Draw around what you want · Ctrl adds, Alt takes away · Backspace undoes · Esc leaves</source>
            <translation>圈出所需項目 · Ctrl 加選，Alt 減選 · Backspace 復原 · Esc 離開</translation>
        </message>
        <message>
            <source>Click, or aim with the arrows and press Enter, to set the first corner · Esc leaves</source>
            <translation>按一下，或以方向鍵瞄準再按 Enter，定出首個角點 · Esc 離開</translation>
        </message>
        <message>
            <source>Double click or E selects, with Ctrl adds, with Alt takes away · Backspace takes back · Esc leaves</source>
            <translation>按兩下或 E 選取，加 Ctrl 加選，加 Alt 減選 · Backspace 撤回 · Esc 離開</translation>
        </message>
        <message>
            <source>Pull the pointer around what you want; a click alone selects nothing.</source>
            <translation>請拖曳指標圈出所需項目；只按一下不會選取。</translation>
        </message>
        <message>
            <source>Three corners at least make a shape.</source>
            <translation>至少要三個角點才成圖形。</translation>
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>The past could not be read just now. Try again in a moment.</source>
            <translation>暫時無法讀取歷史，請稍後再試。</translation>
        </message>
        <message>
            <source>This is the past: nothing can be done to it. Go back to live first.</source>
            <translation>這是歷史狀況，不能操作。請先返回即時。</translation>
        </message>
        <message>
            <source>This is a replay: what is done to an alarm was done then. Nothing can be done to it now.</source>
            <translation>這是重播：對警報的操作均為當時所作，現在不能操作。</translation>
        </message>
        <message>
            <source>There is no station to ask. Wait until the console is connected.</source>
            <translation>沒有可查詢的主站。請等待主控台連線。</translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>The map could not be saved to {out}: {reason}</source>
            <translation>無法將地圖儲存至 {out}：{reason}</translation>
        </message>
        <message>
            <source>The map could not be saved: {error}. The log has the details.</source>
            <translation>無法儲存地圖：{error}。詳情見日誌。</translation>
        </message>
        <message>
            <source>REVIEW: the city as it stood then</source>
            <translation>回顧：城市當時的狀況</translation>
        </message>
        <message>
            <source>Not live: the station was not heard.</source>
            <translation>並非即時：當時收不到主站訊號。</translation>
        </message>
        <message>
            <source>Map of the city</source>
            <translation>城市地圖</translation>
        </message>
        <message>
            <source>Made by {name} with opscenter</source>
            <translation>{name} 以 opscenter 製作</translation>
        </message>
        <message>
            <source>Made with opscenter</source>
            <translation>以 opscenter 製作</translation>
        </message>
        <message>
            <source>There is not enough memory for a picture of this size. Choose a smaller paper or resolution.</source>
            <translation>記憶體不足以製作這個大小的圖片。請選擇較小的紙張或解像度。</translation>
        </message>
        <message>
            <source>{folder} cannot be written. Choose another folder.</source>
            <translation>無法寫入 {folder}。請選擇其他資料夾。</translation>
        </message>
        <message>
            <source>it is no table with the plots of a sheet</source>
            <translation>不是含有圖表的表格</translation>
        </message>
        <message>
            <source>“rows” and “overlays” must be lists</source>
            <translation>「rows」及「overlays」必須是清單</translation>
        </message>
        <message>
            <source>it holds {count} plots, and at most {most} fit</source>
            <translation>含有 {count} 個圖表，最多只可容納 {most} 個</translation>
        </message>
        <message>
            <source>“span_s” must be a number of seconds</source>
            <translation>「span_s」必須是秒數</translation>
        </message>
        <message>
            <source>plot {number}: {fault}</source>
            <translation>圖表 {number}：{fault}</translation>
        </message>
        <message>
            <source>“name” must be a text</source>
            <translation>「name」必須是文字</translation>
        </message>
        <message>
            <source>it is no sheet of plots: “{key}” is missing</source>
            <translation>不是圖表頁：缺少「{key}」</translation>
        </message>
        <message>
            <source>its version cannot be read</source>
            <translation>無法讀取其版本</translation>
        </message>
        <message>
            <source>it was made by a newer opscenter (version {found}, this one reads up to {known})</source>
            <translation>由較新的 opscenter 製作（版本 {found}，本程式最高可讀取 {known}）</translation>
        </message>
        <message>
            <source>it is no list of series</source>
            <translation>不是序列清單</translation>
        </message>
        <message>
            <source>it holds {count} series, and at most {most} fit</source>
            <translation>含有 {count} 個序列，最多只可容納 {most} 個</translation>
        </message>
        <message>
            <source>a series is an entity and an attribute</source>
            <translation>序列須由實體及屬性組成</translation>
        </message>
        <message>
            <source>a series is neither a list nor a table</source>
            <translation>序列既非清單，也非表格</translation>
        </message>
        <message>
            <source>a derived series is one of {known}</source>
            <translation>計算序列須為以下之一：{known}</translation>
        </message>
        <message>
            <source>“reduce” is one of {known}</source>
            <translation>「reduce」須為以下之一：{known}</translation>
        </message>
        <message>
            <source>“entities” must be a list of at most {most}</source>
            <translation>「entities」必須是最多 {most} 項的清單</translation>
        </message>
        <message>
            <source>“inputs” must be a list of 1 to {most} series</source>
            <translation>「inputs」必須是 1 至 {most} 個序列的清單</translation>
        </message>
        <message>
            <source>an input is a name, an entity and an attribute</source>
            <translation>輸入須由名稱、實體及屬性組成</translation>
        </message>
        <message>
            <source>“per_s” must be a whole number of seconds, at most a day</source>
            <translation>「per_s」必須是整數秒，最多一天</translation>
        </message>
        <message>
            <source>its overlays are no list</source>
            <translation>其 overlays 不是清單</translation>
        </message>
        <message>
            <source>an overlay is one of {known}</source>
            <translation>overlay 須為以下之一：{known}</translation>
        </message>
        <message>
            <source>“{what}” must be a text of at most {most} characters</source>
            <translation>「{what}」必須是最多 {most} 字的文字</translation>
        </message>
        <message>
            <source>it is too large to be a sheet of plots</source>
            <translation>太大，不是圖表頁</translation>
        </message>
        <message>
            <source>it is not JSON, as sheets of plots are</source>
            <translation>不是圖表頁所用的 JSON</translation>
        </message>
        <message>
            <source>The sheet is saved as {file}.</source>
            <translation>圖表頁已儲存為 {file}。</translation>
        </message>
        <message>
            <source>{file} could not be opened: {fault}.</source>
            <translation>無法開啟 {file}：{fault}。</translation>
        </message>
        <message>
            <source>{file} could not be opened: {error}. Choose another file.</source>
            <translation>無法開啟 {file}：{error}。請選擇其他檔案。</translation>
        </message>
        <message>
            <source>{file} could not be written: {error}. Choose another folder.</source>
            <translation>無法寫入 {file}：{error}。請選擇其他資料夾。</translation>
        </message>
        <message>
            <source>EXERCISE</source>
            <translation>演習</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>關閉</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>關閉（Esc）</translation>
        </message>
    </context>
    <context>
        <name>SheetDialog</name>
        <message>
            <source>Save the map for print</source>
            <translation>儲存地圖以供列印</translation>
        </message>
        <message>
            <source>Landscape</source>
            <translation>橫向</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>直向</translation>
        </message>
        <message>
            <source>{dpi} dots an inch</source>
            <translation>每吋 {dpi} 點</translation>
        </message>
        <message>
            <source>Light, for paper</source>
            <translation>淺色，適合紙張</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Legend</source>
            <translation>圖例</translation>
        </message>
        <message>
            <source>Save as PDF or PNG…</source>
            <translation>儲存為 PDF 或 PNG…</translation>
        </message>
        <message>
            <source>The map is being drawn…</source>
            <translation>正在繪製地圖…</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>標題</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>紙張</translation>
        </message>
        <message>
            <source>Resolution</source>
            <translation>解像度</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>顏色</translation>
        </message>
        <message>
            <source>Scale</source>
            <translation>比例尺</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>Picture (*.png)</source>
            <translation>圖片 (*.png)</translation>
        </message>
        <message>
            <source>Saved {out}</source>
            <translation>已儲存 {out}</translation>
        </message>
    </context>
    <context>
        <name>SheetFiles</name>
        <message>
            <source>Open a sheet of plots</source>
            <translation>開啟圖表頁</translation>
        </message>
        <message>
            <source>Save the sheet as a file</source>
            <translation>將圖表頁存檔</translation>
        </message>
        <message>
            <source>Sheets of plots (*{suffix})</source>
            <translation>圖表頁 (*{suffix})</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有檔案 (*)</translation>
        </message>
    </context>
    <context>
        <name>SheetMenu</name>
        <message>
            <source>Add a series made of others…</source>
            <translation>加入計算序列…</translation>
        </message>
        <message>
            <source>Statistics of what is shown</source>
            <translation>所示時段的統計</translation>
        </message>
        <message>
            <source>This plot…</source>
            <translation>此圖表…</translation>
        </message>
        <message>
            <source>New sheet</source>
            <translation>新增圖表頁</translation>
        </message>
        <message>
            <source>Rename this sheet…</source>
            <translation>重新命名此圖表頁…</translation>
        </message>
        <message>
            <source>Duplicate this sheet</source>
            <translation>建立此圖表頁的副本</translation>
        </message>
        <message>
            <source>Delete this sheet</source>
            <translation>刪除此圖表頁</translation>
        </message>
        <message>
            <source>Move it left</source>
            <translation>左移</translation>
        </message>
        <message>
            <source>Move it right</source>
            <translation>右移</translation>
        </message>
        <message>
            <source>Open a sheet from a file…</source>
            <translation>開啟圖表頁檔案…</translation>
        </message>
        <message>
            <source>Save this sheet as a file…</source>
            <translation>將此圖表頁存檔…</translation>
        </message>
        <message>
            <source>Copy a picture of the plots</source>
            <translation>複製圖表圖片</translation>
        </message>
        <message>
            <source>Copy the figures</source>
            <translation>複製數字</translation>
        </message>
        <message>
            <source>Save a picture…</source>
            <translation>儲存圖片…</translation>
        </message>
        <message>
            <source>Save as PDF, CSV or Parquet…</source>
            <translation>儲存為 PDF、CSV 或 Parquet…</translation>
        </message>
        <message>
            <source>Undo the last change</source>
            <translation>復原上一次更改</translation>
        </message>
        <message>
            <source>Remove all plots</source>
            <translation>移除所有圖表</translation>
        </message>
        <message>
            <source>Reset: one empty sheet</source>
            <translation>重設：一個空白圖表頁</translation>
        </message>
    </context>
    <context>
        <name>SheetTabs</name>
        <message>
            <source>Sheets</source>
            <translation>圖表頁</translation>
        </message>
        <message>
            <source>A new sheet (Ctrl+N)</source>
            <translation>新增圖表頁（Ctrl+N）</translation>
        </message>
        <message>
            <source>Double-click or F2: rename. Ctrl+Page Up, Page Down: the next one. M: everything else</source>
            <translation>按兩下或 F2：重新命名。Ctrl+Page Up、Page Down：切換。M：其他操作</translation>
        </message>
    </context>
    <context>
        <name>SituationPage</name>
        <message>
            <source>Take it</source>
            <translation>接手</translation>
        </message>
        <message>
            <source>See to this situation yourself (T)</source>
            <translation>由你跟進此事態（T）</translation>
        </message>
        <message>
            <source>Acknowledge every alarm of it, with one comment (A)</source>
            <translation>以同一附註確認其所有警報（A）</translation>
        </message>
        <message>
            <source>Show on map</source>
            <translation>在地圖上顯示</translation>
        </message>
        <message>
            <source>Select the places of its alarms, the first cause first (M)</source>
            <translation>選取其警報的地點，首因在前（M）</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>匯出…</translation>
        </message>
        <message>
            <source>Export it as an alert for others, as CAP; shown first (E)</source>
            <translation>以 CAP 匯出為警示供他人使用；匯出前先顯示內容（E）</translation>
        </message>
        <message>
            <source>Checklist of the first cause</source>
            <translation>首因的處置步驟</translation>
        </message>
        <message>
            <source>Its alarms in order of time</source>
            <translation>按時序排列的警報</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>記事</translation>
        </message>
        <message>
            <source>Write a note, Enter keeps it</source>
            <translation>寫下記事，按 Enter 保存</translation>
        </message>
        <message>
            <source>Journaled with your name (N)</source>
            <translation>以你的姓名記入日誌（N）</translation>
        </message>
        <message>
            <source>This situation is over.</source>
            <translation>此事態已結束。</translation>
        </message>
        <message>
            <source>over</source>
            <translation>已結束</translation>
        </message>
        <message>
            <source>since {age}</source>
            <translation>已歷時 {age}</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) in it</source>
            <translation>
                <numerusform>共 %n 個警報</numerusform>
            </translation>
        </message>
        <message>
            <source>in the list: {counts}</source>
            <translation>清單中：{counts}</translation>
        </message>
        <message numerus="yes">
            <source>%n unacknowledged</source>
            <translation>
                <numerusform>%n 個未確認</numerusform>
            </translation>
        </message>
        <message>
            <source>Owner: {name}</source>
            <translation>負責人：{name}</translation>
        </message>
        <message>
            <source>Nobody sees to it yet.</source>
            <translation>尚無人跟進。</translation>
        </message>
        <message>
            <source>Give it up</source>
            <translation>放棄接手</translation>
        </message>
        <message>
            <source>Tick it ({key})</source>
            <translation>剔選（{key}）</translation>
        </message>
        <message numerus="yes">
            <source>Timeline: %n alarm(s)</source>
            <translation>
                <numerusform>時間線：%n 個警報</numerusform>
            </translation>
        </message>
        <message>
            <source>, the first {n}</source>
            <translation>，首 {n} 個</translation>
        </message>
        <message>
            <source>over: {alarm}</source>
            <translation>已結束：{alarm}</translation>
        </message>
        <message>
            <source>Probable first cause: {alarm}</source>
            <translation>可能首因：{alarm}</translation>
        </message>
        <message>
            <source>Say who you are first: Ctrl+Shift+O.</source>
            <translation>請先報上姓名：按 Ctrl+Shift+O。</translation>
        </message>
    </context>
    <context>
        <name>SituationWindow</name>
        <message>
            <source>Situation</source>
            <translation>事態</translation>
        </message>
    </context>
    <context>
        <name>Situations</name>
        <message>
            <source>in no situation</source>
            <translation>不屬任何事態</translation>
        </message>
        <message>
            <source>no owner</source>
            <translation>無人負責</translation>
        </message>
        <message numerus="yes">
            <source>%n unacknowledged</source>
            <translation>
                <numerusform>%n 個未確認</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SoundMenu</name>
        <message>
            <source>Let tones sound again</source>
            <translation>恢復提示音</translation>
        </message>
        <message>
            <source>Silence for {time}</source>
            <translation>靜音 {time}</translation>
        </message>
        <message>
            <source>Silence until I end it</source>
            <translation>靜音至我結束為止</translation>
        </message>
        <message>
            <source>Remind of what is {priority}</source>
            <translation>提醒優先級「{priority}」的警報</translation>
        </message>
        <message>
            <source>every {time}</source>
            <translation>每 {time}</translation>
        </message>
        <message>
            <source>never</source>
            <translation>不提醒</translation>
        </message>
        <message>
            <source>Notices on the desktop while the window is not in front</source>
            <translation>視窗不在最前時顯示桌面通知</translation>
        </message>
        <message>
            <source>How the tones sound</source>
            <translation>試聽提示音</translation>
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
        <name>StationCatalogue</name>
        <message>
            <source>The catalogue of the station cannot be used ({reason}). Names and limits are our own.</source>
            <translation>無法使用主站的目錄（{reason}）。名稱及限值以本席位為準。</translation>
        </message>
    </context>
    <context>
        <name>StatisticsModel</name>
        <message>
            <source>Series</source>
            <translation>序列</translation>
        </message>
        <message>
            <source>Samples</source>
            <translation>樣本</translation>
        </message>
        <message>
            <source>Smallest</source>
            <translation>最小值</translation>
        </message>
        <message>
            <source>Largest</source>
            <translation>最大值</translation>
        </message>
        <message>
            <source>Mean</source>
            <translation>平均值</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>最後值</translation>
        </message>
        <message>
            <source>Over limit</source>
            <translation>超限</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>有效</translation>
        </message>
    </context>
    <context>
        <name>StatisticsTable</name>
        <message>
            <source>Statistics of what is shown</source>
            <translation>所示時段的統計</translation>
        </message>
        <message>
            <source>From bins of up to {width}: extremes and means are those of all samples.</source>
            <translation>以最長 {width}的分段計算：極值及平均值取自全部樣本。</translation>
        </message>
        <message>
            <source>Those of derived series are of means.</source>
            <translation>計算序列則取自平均值。</translation>
        </message>
        <message>
            <source>“Over limit” goes by the means of bins.</source>
            <translation>「超限」按分段平均值計算。</translation>
        </message>
        <message>
            <source>From bins of up to {width}</source>
            <translation>以最長 {width}的分段計算</translation>
        </message>
    </context>
    <context>
        <name>Stepping</name>
        <message>
            <source>Nothing is in view here. Move the map, or press Home for the whole city.</source>
            <translation>畫面內沒有項目。請移動地圖，或按 Home 顯示整個城市。</translation>
        </message>
        <message>
            <source>{number} of {count}</source>
            <translation>第 {number} 個，共 {count} 個</translation>
        </message>
    </context>
    <context>
        <name>StepsDone</name>
        <message>
            <source>Say who you are first: Ctrl+Shift+O.</source>
            <translation>請先報上姓名：按 Ctrl+Shift+O。</translation>
        </message>
    </context>
    <context>
        <name>Suppression</name>
        <message>
            <source>suppresses this</source>
            <translation>抑制此警報</translation>
        </message>
        <message>
            <source>suppressed by this</source>
            <translation>被此警報抑制</translation>
        </message>
        <message>
            <source>While it stands it suppresses: {rules}</source>
            <translation>此警報存在期間抑制：{rules}</translation>
        </message>
    </context>
    <context>
        <name>SystemChoice</name>
        <message>
            <source>Systems</source>
            <translation>系統</translation>
        </message>
        <message>
            <source>All systems</source>
            <translation>所有系統</translation>
        </message>
        <message>
            <source>Only these systems: {names}</source>
            <translation>只限這些系統：{names}</translation>
        </message>
    </context>
    <context>
        <name>TakingOut</name>
        <message>
            <source>The figures are on the clipboard.</source>
            <translation>數字已複製到剪貼簿。</translation>
        </message>
        <message>
            <source>A picture of the plots is on the clipboard.</source>
            <translation>圖表圖片已複製到剪貼簿。</translation>
        </message>
        <message>
            <source>Save a picture of the plots</source>
            <translation>儲存圖表圖片</translation>
        </message>
        <message>
            <source>Picture (*.png)</source>
            <translation>圖片 (*.png)</translation>
        </message>
        <message>
            <source>The picture is saved as {file}.</source>
            <translation>圖片已儲存為 {file}。</translation>
        </message>
        <message>
            <source>{folder} cannot be written. Choose another folder.</source>
            <translation>無法寫入 {folder}。請選擇其他資料夾。</translation>
        </message>
    </context>
    <context>
        <name>TextForm</name>
        <message>
            <source>Event</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Headline</source>
            <translation>標題</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>說明</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>應對措施</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>影響範圍</translation>
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
            <source>Click or Space: show only this system everywhere. Again: show all.</source>
            <translation>按一下或空格鍵：各處只顯示此系統。再按一次：顯示全部。</translation>
        </message>
        <message>
            <source>Double click or Enter: the page of this system (Ctrl+0)</source>
            <translation>按兩下或 Enter：此系統的頁面（Ctrl+0）</translation>
        </message>
    </context>
    <context>
        <name>TimeStrip</name>
        <message>
            <source>Time of the review</source>
            <translation>回顧的時間</translation>
        </message>
        <message>
            <source>Live, {time}</source>
            <translation>即時，{time}</translation>
        </message>
        <message>
            <source>Not yet</source>
            <translation>尚未來到</translation>
        </message>
        <message>
            <source>Nothing is recorded so early</source>
            <translation>當時尚未開始記錄</translation>
        </message>
        <message>
            <source>Recorded with gaps, or not at all</source>
            <translation>記錄有缺口，或沒有記錄</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) raised about then</source>
            <translation>
                <numerusform>約在此時發出 %n 個警報</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message>
            <source>Timeline</source>
            <translation>時間線</translation>
        </message>
        <message>
            <source>Nothing was recorded then, or not all</source>
            <translation>當時沒有記錄，或記錄不全</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 項</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) raised about then</source>
            <translation>
                <numerusform>約在此時發出 %n 個警報</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Tones</name>
        <message>
            <source>This machine has no sound.</source>
            <translation>此電腦沒有音訊裝置。</translation>
        </message>
        <message>
            <source>No sound output is connected.</source>
            <translation>沒有連接音訊輸出。</translation>
        </message>
        <message>
            <source>The player of tones does not run; the log has the details.</source>
            <translation>提示音播放程式沒有運行；詳情見日誌。</translation>
        </message>
    </context>
    <context>
        <name>ToolCard</name>
        <message>
            <source>Take the last step back (Backspace)</source>
            <translation>撤回上一步（Backspace）</translation>
        </message>
        <message>
            <source>Copy as text (Ctrl+C)</source>
            <translation>以文字複製（Ctrl+C）</translation>
        </message>
        <message>
            <source>Leave the tool (Esc)</source>
            <translation>離開工具（Esc）</translation>
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
            <translation>顯示這些數值的所有記錄（D）</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>即時</translation>
        </message>
        <message>
            <source>Follow the city's time (L)</source>
            <translation>跟隨城市的時間（L）</translation>
        </message>
        <message>
            <source>Hold the picture; values are still collected (H)</source>
            <translation>停住畫面；數值仍繼續收集（H）</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暫停</translation>
        </message>
        <message>
            <source>Sheet</source>
            <translation>圖表頁</translation>
        </message>
        <message>
            <source>Sheets, files, removing plots (M)</source>
            <translation>圖表頁、檔案、移除圖表（M）</translation>
        </message>
    </context>
    <context>
        <name>Toolbox</name>
        <message>
            <source>Measure a distance</source>
            <translation>量度距離</translation>
        </message>
        <message>
            <source>Measure an area</source>
            <translation>量度面積</translation>
        </message>
        <message>
            <source>Select with a lasso</source>
            <translation>套索選取</translation>
        </message>
        <message>
            <source>Select by a polygon</source>
            <translation>多邊形選取</translation>
        </message>
        <message>
            <source>Measure from here</source>
            <translation>由此處量度</translation>
        </message>
        <message>
            <source>Select in a box</source>
            <translation>框選</translation>
        </message>
        <message>
            <source>Shift + drag</source>
            <translation>Shift + 拖曳</translation>
        </message>
    </context>
    <context>
        <name>Trails</name>
        <message>
            <source>Trails of all vehicles</source>
            <translation>所有車輛的軌跡</translation>
        </message>
        <message>
            <source>The way of the last 10 minutes. A selected or followed vehicle always shows its own.</source>
            <translation>最近 10 分鐘的行程。選取或追蹤的車輛一律顯示軌跡。</translation>
        </message>
    </context>
    <context>
        <name>TrainerBar</name>
        <message>
            <source>EXERCISE · TRAINER</source>
            <translation>演習 · 導師</translation>
        </message>
        <message>
            <source>Exercise seconds in a second</source>
            <translation>每秒推進的演習秒數</translation>
        </message>
        <message>
            <source>station not heard</source>
            <translation>收不到主站訊號</translation>
        </message>
        <message>
            <source>not connected yet</source>
            <translation>尚未連線</translation>
        </message>
        <message>
            <source>{gone} gone, {left} left</source>
            <translation>已過 {gone}，尚餘 {left}</translation>
        </message>
        <message numerus="yes">
            <source>%n desk(s) connected</source>
            <translation>
                <numerusform>已連線 %n 個席位</numerusform>
            </translation>
        </message>
        <message>
            <source>Trainees attach with this. Click copies it.</source>
            <translation>學員以此連線。按一下即複製。</translation>
        </message>
        <message>
            <source>Freeze</source>
            <translation>凍結</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>繼續</translation>
        </message>
        <message>
            <source>Begin</source>
            <translation>開始</translation>
        </message>
    </context>
    <context>
        <name>TrainerConsole</name>
        <message>
            <source>The exercise's station ended ({why}).</source>
            <translation>演習主站已結束（{why}）。</translation>
        </message>
    </context>
    <context>
        <name>TrainerPanel</name>
        <message>
            <source>State</source>
            <translation>狀態</translation>
        </message>
        <message>
            <source>At</source>
            <translation>時間</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>類別</translation>
        </message>
        <message>
            <source>Injection</source>
            <translation>注入項目</translation>
        </message>
        <message>
            <source>About</source>
            <translation>有關</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>結果</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>得分</translation>
        </message>
        <message>
            <source>Time left</source>
            <translation>尚餘時間</translation>
        </message>
        <message>
            <source>Limit</source>
            <translation>限時</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>預期處置</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>人員</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Desk</source>
            <translation>席位</translation>
        </message>
        <message>
            <source>Acts</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Looks</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>最近</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>扣分</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>時間</translation>
        </message>
        <message>
            <source>Did</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Said</source>
            <translation>內容</translation>
        </message>
        <message>
            <source>Injections</source>
            <translation>注入</translation>
        </message>
        <message>
            <source>Expected responses</source>
            <translation>預期處置</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人員</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>過程</translation>
        </message>
        <message>
            <source>Export an alert…</source>
            <translation>匯出警示…</translation>
        </message>
        <message>
            <source>Waiting for the exercise's station to answer.</source>
            <translation>正等待演習主站回應。</translation>
        </message>
        <message>
            <source>The exercise is being prepared. The first time that takes a minute or two: what happens in it is made out of the demo city then.</source>
            <translation>正在準備演習。首次約需一至兩分鐘，屆時會以示範城市製作演習內容。</translation>
        </message>
    </context>
    <context>
        <name>TrainerWindow</name>
        <message>
            <source>Begin</source>
            <translation>開始</translation>
        </message>
        <message>
            <source>Begin, freeze, go on</source>
            <translation>開始、凍結、繼續</translation>
        </message>
        <message>
            <source>Slower</source>
            <translation>減速</translation>
        </message>
        <message>
            <source>The exercise's clock runs slower</source>
            <translation>演習時鐘減速</translation>
        </message>
        <message>
            <source>Faster</source>
            <translation>加速</translation>
        </message>
        <message>
            <source>The exercise's clock runs faster</source>
            <translation>演習時鐘加速</translation>
        </message>
        <message>
            <source>Inject…</source>
            <translation>注入…</translation>
        </message>
        <message>
            <source>Something that is not planned</source>
            <translation>未排定的項目</translation>
        </message>
        <message>
            <source>Inject the chosen</source>
            <translation>注入所選</translation>
        </message>
        <message>
            <source>Now instead of at its time</source>
            <translation>立即注入，不待原定時間</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>撤回</translation>
        </message>
        <message>
            <source>The chosen injection changes nothing more</source>
            <translation>所選注入項目不再生效</translation>
        </message>
        <message>
            <source>Message…</source>
            <translation>訊息…</translation>
        </message>
        <message>
            <source>To every trainee</source>
            <translation>發給所有學員</translation>
        </message>
        <message>
            <source>End…</source>
            <translation>結束…</translation>
        </message>
        <message>
            <source>For everybody; the session is cut to a file</source>
            <translation>為所有人結束；演習記錄會存成檔案</translation>
        </message>
        <message>
            <source>Export an alert…</source>
            <translation>匯出警示…</translation>
        </message>
        <message>
            <source>A drafted alert as a CAP file, shown first</source>
            <translation>將已草擬的警示匯出為 CAP 檔案，匯出前先顯示內容</translation>
        </message>
        <message>
            <source>The session is played again: its course, the score with reasons, a report</source>
            <translation>重新播放演習記錄：進程、評分及原因、報告</translation>
        </message>
        <message>
            <source>Debrief</source>
            <translation>檢討</translation>
        </message>
        <message>
            <source>To the course</source>
            <translation>前往進程</translation>
        </message>
        <message>
            <source>To the injections</source>
            <translation>前往注入</translation>
        </message>
        <message>
            <source>To the people</source>
            <translation>前往人員</translation>
        </message>
        <message>
            <source>To what is expected</source>
            <translation>前往預期處置</translation>
        </message>
        <message>
            <source>To the log</source>
            <translation>前往過程</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>淺色或深色</translation>
        </message>
        <message>
            <source>Keyboard help</source>
            <translation>鍵盤說明</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>關閉</translation>
        </message>
        <message>
            <source>End the exercise</source>
            <translation>結束演習</translation>
        </message>
        <message>
            <source>End the exercise for everybody? It cannot be gone on with; the session is cut to a file.</source>
            <translation>要為所有人結束演習嗎？結束後不能繼續；演習記錄會存成檔案。</translation>
        </message>
        <message>
            <source>End it</source>
            <translation>結束</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>繼續</translation>
        </message>
        <message>
            <source>Nobody has drafted an alert yet.</source>
            <translation>尚未草擬任何警示。</translation>
        </message>
        <message>
            <source>{file} is not on this machine: it is where the exercise's station runs.</source>
            <translation>{file} 不在此電腦：檔案存於運行演習主站的電腦。</translation>
        </message>
        <message>
            <source>{file} is being opened in a window of its own.</source>
            <translation>正在另一視窗開啟 {file}。</translation>
        </message>
        <message>
            <source>{file} could not be opened.</source>
            <translation>無法開啟 {file}。</translation>
        </message>
        <message>
            <source>EXERCISE · TRAINER</source>
            <translation>演習 · 導師</translation>
        </message>
        <message>
            <source>The exercise is over. Its session could not be cut to a file: {reason}</source>
            <translation>演習已結束，但演習記錄未能存成檔案：{reason}</translation>
        </message>
        <message>
            <source>The exercise is over: D opens the debrief of its session, {file}.</source>
            <translation>演習已結束：按 D 開啟演習記錄 {file} 的檢討。</translation>
        </message>
        <message>
            <source>The exercise is over. Its session is being cut to a file …</source>
            <translation>演習已結束，正將演習記錄存成檔案…</translation>
        </message>
        <message>
            <source>The exercise's station is not heard any more. The console keeps trying.</source>
            <translation>已收不到演習主站的訊號。主控台會繼續嘗試。</translation>
        </message>
    </context>
    <context>
        <name>Training</name>
        <message>
            <source>{file} is too large for the file of an exercise.</source>
            <translation>{file} 太大，不是演習檔案。</translation>
        </message>
        <message>
            <source>{text}: {now}, before {earlier}</source>
            <translation>{text}：{now}，前次 {earlier}</translation>
        </message>
        <message>
            <source>{told}; {points} points</source>
            <translation>{told}；{points} 分</translation>
        </message>
        <message>
            <source>{points} points of {of}, in the earlier run {before} of {before_of}.</source>
            <translation>得 {points} 分（滿分 {of}），前次 {before} 分（滿分 {before_of}）。</translation>
        </message>
        <message>
            <source>Detected after</source>
            <translation>發現需時</translation>
        </message>
        <message>
            <source>Acknowledged after</source>
            <translation>確認需時</translation>
        </message>
        <message>
            <source>First right action after</source>
            <translation>首次正確處置需時</translation>
        </message>
        <message>
            <source>{what} {now}, in the earlier run {earlier} (median).</source>
            <translation>{what} {now}，前次 {earlier}（中位數）。</translation>
        </message>
        <message>
            <source>not part of it</source>
            <translation>不包括此項</translation>
        </message>
        <message>
            <source>never</source>
            <translation>沒有</translation>
        </message>
        <message numerus="yes">
            <source>%n time(s)</source>
            <translation>
                <numerusform>%n 次</numerusform>
            </translation>
        </message>
        <message>
            <source>Write what the public says.</source>
            <translation>請輸入市民的訊息。</translation>
        </message>
        <message>
            <source>Choose an entity, or write how the topics begin that come later.</source>
            <translation>請選擇實體，或輸入要延遲的主題開首。</translation>
        </message>
        <message>
            <source>Write by how many seconds it comes later, 0.5 at least.</source>
            <translation>請輸入延遲秒數，最少 0.5。</translation>
        </message>
        <message>
            <source>Choose an entity.</source>
            <translation>請選擇實體。</translation>
        </message>
        <message>
            <source>Choose what it measures.</source>
            <translation>請選擇量度項目。</translation>
        </message>
        <message>
            <source>Write the value that raises the alarm.</source>
            <translation>請輸入觸發警報的數值。</translation>
        </message>
        <message>
            <source>Write the value it tells, or how it differs from what is measured.</source>
            <translation>請輸入回報的數值，或與量度值的差別。</translation>
        </message>
        <message>
            <source>Write either a value, or a factor and an offset: not both.</source>
            <translation>請輸入數值，或輸入倍數及偏移：兩者只可選一。</translation>
        </message>
        <message>
            <source>“{text}” is not a number.</source>
            <translation>「{text}」不是數字。</translation>
        </message>
        <message>
            <source>Neither a duration nor a noise is less than nothing.</source>
            <translation>持續時間及誤差不可小於零。</translation>
        </message>
        <message>
            <source>The mark before, the next one</source>
            <translation>上一個、下一個標記</translation>
        </message>
        <message>
            <source>To another row</source>
            <translation>另一行</translation>
        </message>
        <message>
            <source>What is chosen, in its table; in a debrief: go there</source>
            <translation>在表格中顯示所選項目；檢討時：前往該處</translation>
        </message>
        <message>
            <source>Less time, more time; all of it</source>
            <translation>縮短、延長時段；全部</translation>
        </message>
        <message>
            <source>Earlier, later</source>
            <translation>較早、較遲</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>警報</translation>
        </message>
        <message>
            <source>Injections</source>
            <translation>注入</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>預期處置</translation>
        </message>
        <message>
            <source>Trainer</source>
            <translation>導師</translation>
        </message>
        <message>
            <source>took {took}, limit {limit}</source>
            <translation>需時 {took}，限時 {limit}</translation>
        </message>
        <message>
            <source>limit {limit}</source>
            <translation>限時 {limit}</translation>
        </message>
        <message>
            <source>begun, frozen, ended</source>
            <translation>開始、凍結、結束</translation>
        </message>
        <message>
            <source>wrong</source>
            <translation>錯誤</translation>
        </message>
        <message>
            <source>Debrief: {title}</source>
            <translation>檢討：{title}</translation>
        </message>
        <message>
            <source>This exercise never began: there is no course.</source>
            <translation>此演習從未開始：沒有進程。</translation>
        </message>
        <message>
            <source>{first} to {last}, UTC{offset} ({length})</source>
            <translation>{first} 至 {last}，UTC{offset}（{length}）</translation>
        </message>
        <message>
            <source>{points}, {percent} %</source>
            <translation>{points}，{percent} %</translation>
        </message>
        <message>
            <source>{total} ({lost} lost by what was wrong)</source>
            <translation>{total}（因錯誤處置扣 {lost}）</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>性質</translation>
        </message>
        <message>
            <source>EXERCISE: nothing of this happened</source>
            <translation>演習：內容並非真實事件</translation>
        </message>
        <message>
            <source>Clock of the exercise</source>
            <translation>演習時鐘</translation>
        </message>
        <message>
            <source>Worked by</source>
            <translation>參與學員</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>得分</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>演習記錄</translation>
        </message>
        <message>
            <source>Compared with</source>
            <translation>比較對象</translation>
        </message>
        <message>
            <source>The brief</source>
            <translation>簡報</translation>
        </message>
        <message>
            <source>The course by the exercise's clock ({zone})</source>
            <translation>按演習時鐘的進程（{zone}）</translation>
        </message>
        <message>
            <source>Rows of alarms, injections, expected responses, the trainer and each person</source>
            <translation>警報、注入、預期處置、導師及各人員的分行</translation>
        </message>
        <message>
            <source>The course</source>
            <translation>進程</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>評分</translation>
        </message>
        <message>
            <source>Nothing was expected of anybody.</source>
            <translation>沒有設定預期處置。</translation>
        </message>
        <message>
            <source>detected after {time}</source>
            <translation>發現需時 {time}</translation>
        </message>
        <message>
            <source>acknowledged after {time}</source>
            <translation>確認需時 {time}</translation>
        </message>
        <message>
            <source>first right action after {time}</source>
            <translation>首次正確處置需時 {time}</translation>
        </message>
        <message>
            <source>Median over the alarms: {times}.</source>
            <translation>各警報的中位數：{times}。</translation>
        </message>
        <message>
            <source>At</source>
            <translation>時間</translation>
        </message>
        <message>
            <source>Criterion</source>
            <translation>評分項目</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>結果</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>人員</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>({took} of {limit})</source>
            <translation>（{took}/{limit}）</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>扣分</translation>
        </message>
        <message>
            <source>Detected</source>
            <translation>發現需時</translation>
        </message>
        <message>
            <source>Acknowledged</source>
            <translation>確認需時</translation>
        </message>
        <message>
            <source>First action</source>
            <translation>首次處置</translation>
        </message>
        <message>
            <source>Acts</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Looks</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人員</translation>
        </message>
        <message>
            <source>Beside an earlier run</source>
            <translation>與前次比較</translation>
        </message>
        <message>
            <source>The earlier file is of another exercise: only what both have is compared.</source>
            <translation>前次檔案屬另一演習：只比較兩者共有的項目。</translation>
        </message>
        <message>
            <source>This run: {file}</source>
            <translation>本次：{file}</translation>
        </message>
        <message>
            <source>The earlier run: {file}</source>
            <translation>前次：{file}</translation>
        </message>
        <message>
            <source>What was other</source>
            <translation>差異</translation>
        </message>
        <message>
            <source>Every criterion came out the same.</source>
            <translation>各評分項目結果相同。</translation>
        </message>
        <message>
            <source>better</source>
            <translation>較佳</translation>
        </message>
        <message>
            <source>worse</source>
            <translation>較差</translation>
        </message>
        <message>
            <source>This run</source>
            <translation>本次</translation>
        </message>
        <message>
            <source>Earlier run</source>
            <translation>前次</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>經過</translation>
        </message>
        <message>
            <source>Times since the beginning. Looks are left out; alarms, acts, injections are not.</source>
            <translation>時間由開始起計。已略去查看；警報、操作及注入均已列出。</translation>
        </message>
        <message>
            <source>Did</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>About</source>
            <translation>有關</translation>
        </message>
        <message>
            <source>Said</source>
            <translation>內容</translation>
        </message>
        <message numerus="yes">
            <source>%n more entries are in the session's file.</source>
            <translation>
                <numerusform>另有 %n 項，見演習記錄檔。</numerusform>
            </translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>訊息</translation>
        </message>
        <message>
            <source>Alerts that were drafted (status Exercise)</source>
            <translation>已草擬的公眾警示（狀態：演習）</translation>
        </message>
        <message>
            <source>the public</source>
            <translation>市民</translation>
        </message>
        <message>
            <source>Solution</source>
            <translation>參考處置</translation>
        </message>
        <message>
            <source>Message of {name}, {time}</source>
            <translation>{name} 的訊息，{time}</translation>
        </message>
        <message>
            <source>Message from the public, {time}</source>
            <translation>市民訊息，{time}</translation>
        </message>
        <message>
            <source>The city is being prepared: {share} %</source>
            <translation>正在準備城市：{share} %</translation>
        </message>
        <message>
            <source>It begins when the trainer says so. This sheet then goes by itself.</source>
            <translation>由導師宣布開始。屆時此頁會自動收起。</translation>
        </message>
        <message>
            <source>There is no brief.</source>
            <translation>沒有簡報。</translation>
        </message>
        <message>
            <source>What was said</source>
            <translation>訊息記錄</translation>
        </message>
        <message>
            <source>Export as CAP…</source>
            <translation>匯出為 CAP…</translation>
        </message>
        <message>
            <source>A file of status Exercise; it is shown first</source>
            <translation>狀態為「演習」的檔案；匯出前先顯示內容</translation>
        </message>
        <message>
            <source>The exercise is over</source>
            <translation>演習已結束</translation>
        </message>
        <message>
            <source>The score is being worked out.</source>
            <translation>正在計算評分。</translation>
        </message>
        <message>
            <source>The trainer has the score of this exercise and goes through it with you.</source>
            <translation>此演習的評分由導師保管，並會與你一同檢討。</translation>
        </message>
        <message>
            <source>{name}: {points} points</source>
            <translation>{name}：{points} 分</translation>
        </message>
        <message>
            <source>{points} lost</source>
            <translation>扣 {points} 分</translation>
        </message>
        <message>
            <source>Together {points}, {percent} %</source>
            <translation>合計 {points}，{percent} %</translation>
        </message>
        <message>
            <source>What you did</source>
            <translation>你的處置</translation>
        </message>
        <message>
            <source>What others did, or nobody</source>
            <translation>他人的處置，或無人處置</translation>
        </message>
        <message>
            <source>no alarm yet</source>
            <translation>尚無警報</translation>
        </message>
        <message>
            <source>took {took}</source>
            <translation>需時 {took}</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>已連線</translation>
        </message>
        <message>
            <source>away</source>
            <translation>離線</translation>
        </message>
        <message>
            <source>No rule watches this by itself.</source>
            <translation>沒有規則單獨監察此項。</translation>
        </message>
        <message>
            <source>being prepared</source>
            <translation>準備中</translation>
        </message>
        <message>
            <source>briefing</source>
            <translation>簡報中</translation>
        </message>
        <message>
            <source>running</source>
            <translation>進行中</translation>
        </message>
        <message>
            <source>frozen</source>
            <translation>已凍結</translation>
        </message>
        <message>
            <source>over</source>
            <translation>已結束</translation>
        </message>
        <message>
            <source>alarm raised</source>
            <translation>發出警報</translation>
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
            <source>noted</source>
            <translation>寫記事</translation>
        </message>
        <message>
            <source>step ticked</source>
            <translation>剔選步驟</translation>
        </message>
        <message>
            <source>taken on</source>
            <translation>接手</translation>
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
            <source>looked at</source>
            <translation>已查看</translation>
        </message>
        <message>
            <source>alert drafted</source>
            <translation>草擬警示</translation>
        </message>
        <message>
            <source>injected</source>
            <translation>已注入</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>已撤回</translation>
        </message>
        <message>
            <source>injection over</source>
            <translation>注入結束</translation>
        </message>
        <message>
            <source>begun</source>
            <translation>已開始</translation>
        </message>
        <message>
            <source>went on</source>
            <translation>已繼續</translation>
        </message>
        <message>
            <source>speed changed</source>
            <translation>更改速度</translation>
        </message>
        <message>
            <source>message</source>
            <translation>訊息</translation>
        </message>
        <message>
            <source>ended</source>
            <translation>已結束</translation>
        </message>
        <message>
            <source>did something else</source>
            <translation>其他操作</translation>
        </message>
        <message>
            <source>open</source>
            <translation>待處置</translation>
        </message>
        <message>
            <source>in time</source>
            <translation>及時</translation>
        </message>
        <message>
            <source>late</source>
            <translation>逾時</translation>
        </message>
        <message>
            <source>in part</source>
            <translation>部分完成</translation>
        </message>
        <message>
            <source>missed</source>
            <translation>未處置</translation>
        </message>
        <message>
            <source>alarm never came</source>
            <translation>警報未出現</translation>
        </message>
        <message>
            <source>extra alarm</source>
            <translation>額外警報</translation>
        </message>
        <message>
            <source>sensor lies</source>
            <translation>感應器失實</translation>
        </message>
        <message>
            <source>sensor freezes</source>
            <translation>感應器停滯</translation>
        </message>
        <message>
            <source>sensor drops out</source>
            <translation>感應器失訊</translation>
        </message>
        <message>
            <source>delayed feed</source>
            <translation>數據延遲</translation>
        </message>
        <message>
            <source>message from the public</source>
            <translation>市民訊息</translation>
        </message>
        <message>
            <source>planned</source>
            <translation>已排定</translation>
        </message>
        <message>
            <source>by hand</source>
            <translation>手動</translation>
        </message>
        <message>
            <source>standing</source>
            <translation>生效中</translation>
        </message>
        <message>
            <source>detect</source>
            <translation>發現</translation>
        </message>
        <message>
            <source>acknowledge</source>
            <translation>確認</translation>
        </message>
        <message>
            <source>note</source>
            <translation>記事</translation>
        </message>
        <message>
            <source>checklist</source>
            <translation>處置步驟</translation>
        </message>
        <message>
            <source>take on</source>
            <translation>接手</translation>
        </message>
        <message>
            <source>shelve</source>
            <translation>擱置</translation>
        </message>
        <message>
            <source>alert the public</source>
            <translation>公眾警示</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 條</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TrendsPanel</name>
        <message>
            <source>Held at {time}; recording goes on</source>
            <translation>停在 {time}；記錄仍在繼續</translation>
        </message>
    </context>
    <context>
        <name>TrialBar</name>
        <message>
            <source>Span to try over</source>
            <translation>試算時段</translation>
        </message>
        <message>
            <source>24 h</source>
            <translation>24 小時</translation>
        </message>
        <message>
            <source>7 days</source>
            <translation>7 天</translation>
        </message>
        <message>
            <source>From … to …</source>
            <translation>自選時段…</translation>
        </message>
        <message>
            <source>From</source>
            <translation>開始</translation>
        </message>
        <message>
            <source>To</source>
            <translation>結束</translation>
        </message>
        <message>
            <source>Try</source>
            <translation>試算</translation>
        </message>
        <message>
            <source>Run the changed rules over what was recorded; nothing is changed (Ctrl+Enter)</source>
            <translation>以記錄數據試算已更改的規則；不會改變任何現況（Ctrl+Enter）</translation>
        </message>
        <message>
            <source>How far the trial is</source>
            <translation>試算進度</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>End the trial (Esc)</source>
            <translation>結束試算（Esc）</translation>
        </message>
        <message>
            <source>The span ends before it begins: choose a later end.</source>
            <translation>時段的結束早於開始：請選擇較後的結束時間。</translation>
        </message>
        <message>
            <source>A trial goes over 31 days at most: choose a shorter span.</source>
            <translation>試算最多 31 天：請選擇較短的時段。</translation>
        </message>
        <message>
            <source>{name} is trying changes just now: {share} %</source>
            <translation>{name}正在試算更改：{share} %</translation>
        </message>
        <message>
            <source>Trying over what was recorded: {share} %</source>
            <translation>正在以記錄數據試算：{share} %</translation>
        </message>
        <message>
            <source>The trial was stopped.</source>
            <translation>試算已停止。</translation>
        </message>
    </context>
    <context>
        <name>TrialChart</name>
        <message>
            <source>Alarms before and after, over time</source>
            <translation>更改前後各時段的警報</translation>
        </message>
        <message>
            <source>Point at a bar, or press ← →, to read it.</source>
            <translation>指向長條或按 ← → 以讀取數值。</translation>
        </message>
    </context>
    <context>
        <name>ViewHistory</name>
        <message>
            <source>Back to the view before</source>
            <translation>返回上一個視圖</translation>
        </message>
        <message>
            <source>Forward again</source>
            <translation>前往下一個視圖</translation>
        </message>
    </context>
    <context>
        <name>WaitingLine</name>
        <message numerus="yes">
            <source>Not known here, waited for (%n): {names}</source>
            <translation>
                <numerusform>此處不明、正在等待（%n 個）：{names}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Wall</name>
        <message>
            <source>The whole city</source>
            <translation>整個城市</translation>
        </message>
    </context>
    <context>
        <name>WallCaption</name>
        <message>
            <source>No city yet</source>
            <translation>尚未有城市</translation>
        </message>
        <message>
            <source>{number} of {of}</source>
            <translation>{number} / {of}</translation>
        </message>
        <message>
            <source>Space goes on</source>
            <translation>空格鍵繼續</translation>
        </message>
        <message>
            <source>Space stays, arrows turn over</source>
            <translation>空格鍵停留，方向鍵翻頁</translation>
        </message>
        <message>
            <source>Esc leaves the wall</source>
            <translation>Esc 離開大螢幕</translation>
        </message>
    </context>
    <context>
        <name>WallCounts</name>
        <message>
            <source>Active alarms: {counts}</source>
            <translation>現行警報：{counts}</translation>
        </message>
    </context>
    <context>
        <name>WallMode</name>
        <message>
            <source>Waiting for the city</source>
            <translation>正在等待城市</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>{name} is not on the map: it has told no place, or 0, 0.</source>
            <translation>{name} 不在地圖上：沒有報告位置，或報稱在 0, 0。</translation>
        </message>
    </context>
    <context>
        <name>WindowExercise</name>
        <message>
            <source>EXERCISE FROZEN: its clock stands still, and nothing arrives until the trainer goes on.</source>
            <translation>演習已凍結：時鐘停住，導師繼續之前不會有任何訊息傳來。</translation>
        </message>
        <message>
            <source>{head}: {text} (all messages: {keys})</source>
            <translation>{head}：{text}（所有訊息：{keys}）</translation>
        </message>
        <message>
            <source>The trainer's console is being opened on {file}. The first time its city is made; that takes a minute.</source>
            <translation>正在為 {file} 開啟導師主控台。首次須建立其城市，約需一分鐘。</translation>
        </message>
        <message>
            <source>The trainer's console on {file} could not be started.</source>
            <translation>無法啟動 {file} 的導師主控台。</translation>
        </message>
        <message>
            <source>The alert is drafted. Its status is Exercise: it was sent to nobody.</source>
            <translation>警示已草擬，狀態為「演習」：沒有發給任何人。</translation>
        </message>
    </context>
    <context>
        <name>WindowReplay</name>
        <message>
            <source>{count} more: opscenter incident verify names them.</source>
            <translation>另有 {count} 項：可用 opscenter incident verify 列出。</translation>
        </message>
    </context>
    <context>
        <name>WordsView</name>
        <message>
            <source>The rule in words</source>
            <translation>規則的文字說明</translation>
        </message>
    </context>
    <context>
        <name>Workspace</name>
        <message>
            <source>Sheet {number}</source>
            <translation>圖表頁 {number}</translation>
        </message>
        <message numerus="yes">
            <source>At most %n sheets are kept. Delete one first.</source>
            <translation>
                <numerusform>最多保留 %n 個圖表頁。請先刪除一個。</numerusform>
            </translation>
        </message>
        <message>
            <source>{name} (copy)</source>
            <translation>{name}（副本）</translation>
        </message>
        <message>
            <source>{name} is deleted.</source>
            <translation>已刪除 {name}。</translation>
        </message>
        <message>
            <source>Undo (Ctrl+Z)</source>
            <translation>復原（Ctrl+Z）</translation>
        </message>
        <message>
            <source>All sheets are taken away.</source>
            <translation>已移除所有圖表頁。</translation>
        </message>
        <message>
            <source>There is nothing to undo.</source>
            <translation>沒有可復原的操作。</translation>
        </message>
        <message>
            <source>That moment has not come yet.</source>
            <translation>該時刻尚未來到。</translation>
        </message>
        <message>
            <source>{name} is opened.</source>
            <translation>已開啟 {name}。</translation>
        </message>
        <message numerus="yes">
            <source>%n of its entities are not known here; they are waited for.</source>
            <translation>
                <numerusform>其中 %n 個實體在此不明，正在等待。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n remembered sheet(s) could not be read.</source>
            <translation>
                <numerusform>有 %n 個記住的圖表頁無法讀取。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WorstCard</name>
        <message>
            <source>{count} of {all}</source>
            <translation>{count} / {all}</translation>
        </message>
        <message>
            <source>of {all}</source>
            <translation>共 {all}</translation>
        </message>
        <message>
            <source>No {kind} has been heard yet.</source>
            <translation>尚未收到任何{kind}的訊息。</translation>
        </message>
        <message>
            <source>No value now.</source>
            <translation>現時沒有數值。</translation>
        </message>
        <message>
            <source>None now.</source>
            <translation>現時沒有。</translation>
        </message>
        <message>
            <source>Alarm: {priority}</source>
            <translation>警報：{priority}</translation>
        </message>
        <message>
            <source>Click: select it. Enter or double click: show it on the map</source>
            <translation>按一下：選取。Enter 或按兩下：在地圖上顯示</translation>
        </message>
    </context>
    <context>
        <name>_Entry</name>
        <message>
            <source>Remove {name} from the plot</source>
            <translation>從圖表移除 {name}</translation>
        </message>
        <message>
            <source>left axis</source>
            <translation>左軸</translation>
        </message>
        <message>
            <source>first axis at the right</source>
            <translation>右側第一軸</translation>
        </message>
        <message>
            <source>second axis at the right</source>
            <translation>右側第二軸</translation>
        </message>
        <message>
            <source>third axis at the right</source>
            <translation>右側第三軸</translation>
        </message>
    </context>
    <context>
        <name>_Shape</name>
        <message numerus="yes">
            <source>%n selected</source>
            <translation>
                <numerusform>已選取 %n 個</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing that is shown lies in there.</source>
            <translation>其中沒有顯示的項目。</translation>
        </message>
    </context>
</TS>
