#include "names.hpp"

namespace seedbed::detail {

const name_pool& australian_names() {
    static const name_pool names{
        {"Sarah,Jessica,Michelle,Emily,Jennifer,Rebecca,Nicole,Emma,Amanda,Lauren,"
         "Samantha,Elizabeth,Rachel,Karen,Melissa,Susan,Kate,Lisa,Julie,Stephanie,"
         "Megan,Hannah,Natalie,Olivia,Chloe,Georgia,Laura,Amy,Kylie,Danielle,"
         "Caitlin,Sophie,Alison,Deborah,Helen,Margaret,Christine,Tracey,Holly,Ashleigh,"
         "Isabella,Grace,Jacqueline,Victoria,Claire,Bronwyn,Charlotte,Tegan",
         given_offset},
        {"Michael,David,Matthew,Daniel,James,Andrew,Peter,Mark,Joshua,Thomas,"
         "Christopher,Benjamin,Paul,John,Robert,Luke,Adam,Nicholas,Ryan,William,"
         "Samuel,Stephen,Scott,Timothy,Jason,Jack,Anthony,Simon,Craig,Lachlan,"
         "Nathan,Jacob,Alexander,Ian,Gregory,Aaron,Liam,Shane,Patrick,Darren,"
         "Ethan,Brett,Mitchell,Jordan,Cameron,Angus,Oliver,Callum",
         given_offset},
        {"Smith,Jones,Williams,Brown,Wilson,Taylor,Johnson,White,Martin,Anderson,"
         "Thompson,Thomas,Walker,Harris,Ryan,Robinson,Kelly,King,Davis,Wright,"
         "Evans,Roberts,Green,Hall,Wood,Jackson,Clarke,Hill,Lewis,Scott,"
         "Turner,Baker,Mitchell,Campbell,Young,Edwards,Allen,Moore,Cooper,Watson,"
         "Morris,Hughes,Murphy,Miller,Stewart,Phillips,Ward,Morgan,Bell,Collins,"
         "Cook,Parker,Bennett,Murray,Carter,O'Brien,Marshall,Cox,McDonald,Russell,"
         "Richardson,Rogers,Hunt,Sullivan,Fraser,Simpson,Ferguson,Gibson,Graham,Hartley",
         family_offset}};
    return names;
}

const name_pool& american_names() {
    static const name_pool names{
        {"Jennifer,Jessica,Mary,Elizabeth,Lisa,Sarah,Michelle,Ashley,Amanda,Melissa,"
         "Karen,Kimberly,Emily,Patricia,Stephanie,Linda,Susan,Nicole,Amy,Rebecca,"
         "Laura,Heather,Angela,Samantha,Rachel,Christina,Megan,Kelly,Lauren,Hannah,"
         "Brittany,Maria,Danielle,Andrea,Tiffany,Katherine,Victoria,Courtney,Alexis,Nancy,"
         "Madison,Olivia,Abigail,Crystal,Erin,Taylor,Sandra,Vanessa",
         given_offset},
        {"Michael,James,David,John,Robert,Christopher,William,Matthew,Joseph,Daniel,"
         "Joshua,Anthony,Andrew,Brian,Thomas,Mark,Kevin,Jason,Steven,Ryan,"
         "Timothy,Jacob,Nicholas,Jonathan,Eric,Justin,Tyler,Jeffrey,Brandon,Scott,"
         "Alexander,Benjamin,Zachary,Aaron,Richard,Kyle,Charles,Samuel,Patrick,Adam,"
         "Nathan,Ethan,Jose,Sean,Dylan,Gregory,Logan,Marcus",
         given_offset},
        {"Smith,Johnson,Williams,Brown,Jones,Davis,Miller,Wilson,Anderson,Thomas,"
         "Taylor,Moore,Jackson,Martin,Lee,Thompson,White,Harris,Clark,Lewis,"
         "Robinson,Walker,Young,Allen,King,Wright,Scott,Hill,Green,Adams,"
         "Nelson,Baker,Hall,Campbell,Mitchell,Carter,Roberts,Phillips,Evans,Turner,"
         "Parker,Collins,Edwards,Stewart,Morris,Murphy,Cook,Rogers,Morgan,Peterson,"
         "Cooper,Reed,Bailey,Bell,Howard,Ward,Cox,Richardson,Wood,Watson,"
         "Brooks,Bennett,Gray,James,Hughes,Price,Myers,Long,Foster,Sanders",
         family_offset}};
    return names;
}

const name_pool& british_names() {
    static const name_pool names{
        {"Sarah,Emma,Laura,Susan,Rebecca,Claire,Jessica,Charlotte,Rachel,Karen,"
         "Sophie,Amy,Hannah,Emily,Lauren,Gemma,Nicola,Joanne,Helen,Katie,"
         "Lucy,Victoria,Julie,Samantha,Olivia,Chloe,Amanda,Louise,Michelle,Alison,"
         "Bethany,Megan,Jennifer,Georgia,Kelly,Natalie,Eleanor,Holly,Jane,Catherine,"
         "Tracey,Danielle,Abigail,Grace,Alice,Fiona,Zoe,Kirsty",
         given_offset},
        {"David,James,Paul,Andrew,Daniel,Matthew,Mark,Thomas,Christopher,Michael,"
         "John,Stephen,Jack,Robert,Richard,Benjamin,Simon,Joshua,Adam,Ryan,"
         "Samuel,Luke,Peter,Ian,Alexander,William,Joseph,Lee,Jonathan,Callum,"
         "Craig,Nicholas,Liam,Philip,Connor,Kevin,Gary,Oliver,Harry,Jordan,"
         "Anthony,George,Alan,Stuart,Lewis,Kieran,Neil,Gareth",
         given_offset},
        {"Smith,Jones,Taylor,Brown,Williams,Wilson,Johnson,Davies,Robinson,Wright,"
         "Thompson,Evans,Walker,White,Roberts,Green,Hall,Wood,Jackson,Clarke,"
         "Thomas,Harris,Lewis,Clark,Turner,Hill,Scott,Cooper,Morris,Moore,"
         "Ward,Watson,Baker,Harrison,Morgan,Young,Allen,Mitchell,James,Anderson,"
         "Phillips,Lee,Bell,Parker,Davis,Bennett,Cook,Shaw,Richardson,Carter,"
         "Collins,Hughes,Price,Campbell,Miller,Marshall,Simpson,Murphy,Cox,Stewart,"
         "Murray,Gray,Palmer,Fletcher,Rogers,Webb,Foster,Barnes,Chapman,Lloyd",
         family_offset}};
    return names;
}

} // namespace seedbed::detail
