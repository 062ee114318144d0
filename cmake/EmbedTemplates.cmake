# Writes the source file that holds the scaffold's templates: cmake -DFOLDER=… -DOUTPUT=… -P this.

file(GLOB_RECURSE files RELATIVE "${FOLDER}" "${FOLDER}/*")
set(text "// Generated from core/scaffold/templates.
#include \"core/scaffold/templates.hpp\"

namespace seedbed::scaffold {

std::span<const template_file> templates() {
    static constexpr template_file files[] = {\n")
foreach(file IN LISTS files)
    file(READ "${FOLDER}/${file}" content)
    string(APPEND text "        {\"${file}\", R\"__(${content})__\"},\n")
endforeach()
string(APPEND text "    };\n    return files;\n}\n\n} // namespace seedbed::scaffold\n")
file(WRITE "${OUTPUT}" "${text}")
