#version 440

layout(location = 0) in vec2 at;
layout(location = 1) in float opacity;
layout(location = 0) out vec4 result;

layout(binding = 1) uniform sampler2D pictures;

void main()
{
    result = texture(pictures, at) * opacity;
}
