// The map's stack, from the ground up: basemap and bulk items are put in `ground` by the program; Qt Location's Map
// is the camera of what is declared here (rings at places), and transparent.
import QtQuick
import QtLocation
import QtPositioning

Rectangle {
    id: root
    color: look.ground
    clip: true

    Item {
        objectName: "ground"
        anchors.fill: parent
    }

    // A lost link: everything old recedes behind a veil of ground.
    Rectangle {
        objectName: "veil"
        anchors.fill: parent
        color: look.ground
        opacity: look.veil
        visible: look.veil > 0
    }

    Item {
        objectName: "marks"
        anchors.fill: parent
    }

    Map {
        id: map
        objectName: "map"
        anchors.fill: parent
        plugin: Plugin { name: "itemsoverlay" }
        color: "transparent"
        copyrightsVisible: false
        center: QtPositioning.coordinate(camera.latitude, camera.longitude)
        zoomLevel: camera.zoom
        bearing: camera.bearing

        MapItemView {
            model: rings
            delegate: MapQuickItem {
                id: place
                required property double latitude
                required property double longitude
                required property string colour
                required property double size
                required property bool pulse
                coordinate: QtPositioning.coordinate(latitude, longitude)
                anchorPoint: Qt.point(size, size)
                sourceItem: Item {
                    width: place.size * 2
                    height: place.size * 2
                    Rectangle {
                        readonly property double grown: place.pulse ? beat.share : 0
                        anchors.centerIn: parent
                        width: place.size * (1 + 0.8 * grown)
                        height: width
                        radius: width / 2
                        color: "transparent"
                        border.color: place.colour
                        border.width: place.pulse ? 2.5 : 2
                        opacity: 1 - 0.85 * grown
                        antialiasing: true
                    }
                }
            }
        }
    }

    // One pulse a second in sixteen steps: a picture of the whole scene is due for each, so there are no more.
    Timer {
        id: beat
        property int step: 0
        readonly property double share: look.motion ? step / 16 : 0.35
        interval: 62
        repeat: true
        running: rings.pulsing && look.motion && root.visible
        onTriggered: step = (step + 1) % 17
    }

    // The keyboard's aim: Enter selects what is nearest to it.
    Item {
        anchors.centerIn: parent
        width: 25
        height: 25
        visible: look.aim
        Rectangle { x: 12; y: 0; width: 1; height: 8; color: look.accent }
        Rectangle { x: 12; y: 17; width: 1; height: 8; color: look.accent }
        Rectangle { x: 0; y: 12; width: 8; height: 1; color: look.accent }
        Rectangle { x: 17; y: 12; width: 8; height: 1; color: look.accent }
    }
}
