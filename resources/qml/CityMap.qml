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
        tilt: camera.tilt

        // What a tool draws, and places that an operator keeps.
        function places(flat) {
            const path = []
            for (let at = 0; at + 1 < flat.length; at += 2)
                path.push(QtPositioning.coordinate(flat[at], flat[at + 1]))
            return path
        }
        MapPolygon {
            visible: drawing.filled
            path: drawing.filled ? map.places(drawing.flat) : []
            color: Qt.alpha(look.accent, 0.14)
            border.width: 0
        }
        MapPolyline {
            path: map.places(drawing.flat)
            line.width: 2
            line.color: look.accent
        }
        MapPolyline {
            path: map.places(around.flat)
            line.width: 1.5
            line.color: look.accent
        }
        MapItemView {
            model: around.model
            delegate: PlaceMark {}
        }
        MapItemView {
            model: pins
            delegate: PlaceMark {}
        }
        MapItemView {
            model: found
            delegate: PlaceMark {}
        }
        MapItemView {
            model: drawing.model
            delegate: PlaceMark {}
        }
        component PlaceMark: MapQuickItem {
            id: mark
            required property double latitude
            required property double longitude
            required property string text
            required property bool dot
            coordinate: QtPositioning.coordinate(latitude, longitude)
            anchorPoint: Qt.point(5, 5)
            sourceItem: Item {
                width: 10
                height: 10
                Rectangle {
                    anchors.fill: parent
                    visible: mark.dot
                    radius: 5
                    color: drawing.paper
                    border.color: look.accent
                    border.width: 2
                    antialiasing: true
                }
                Rectangle {
                    visible: mark.text !== ""
                    x: mark.dot ? 14 : 5 - width / 2
                    y: 5 - height / 2
                    width: said.implicitWidth + 8
                    height: said.implicitHeight + 2
                    radius: 3
                    color: Qt.alpha(drawing.paper, 0.92)
                    Text {
                        id: said
                        anchors.centerIn: parent
                        text: mark.text
                        textFormat: Text.PlainText
                        color: drawing.ink
                        font.pixelSize: 11
                    }
                }
            }
        }

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

    // The aim of a tool that is worked by keys; it need not be in the middle.
    Item {
        x: drawing.aimX - 12
        y: drawing.aimY - 12
        width: 25
        height: 25
        visible: drawing.aims
        Rectangle { x: 12; y: 0; width: 1; height: 9; color: look.accent }
        Rectangle { x: 12; y: 16; width: 1; height: 9; color: look.accent }
        Rectangle { x: 0; y: 12; width: 9; height: 1; color: look.accent }
        Rectangle { x: 16; y: 12; width: 9; height: 1; color: look.accent }
    }
}
