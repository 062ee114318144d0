// A library that one plugin is linked with, and that no library path leads to.
extern "C" __attribute__((visibility("default"))) int hostile_absent() {
    return 0;
}
