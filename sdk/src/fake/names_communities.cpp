#include "names.hpp"

// Names of communities abroad, as they are written there: transliterated, given name first.
namespace seedbed::detail {

const name_pool& chinese_names() {
    static const name_pool names{{"Yan,Li,Jing,Min,Xin,Ying,Hui,Yu,Fang,Na,"
                                  "Ling,Mei,Xue,Lin,Jie,Qian,Rui,Yun,Dan,Juan,"
                                  "Xiaoyan,Yuting,Yifan,Jiayi,Xinyi,Wenjing,Siyu,Hong,Ping,Lan",
                                  given_offset},
                                 {"Wei,Jun,Lei,Yang,Yong,Tao,Ming,Chao,Hao,Bin,"
                                  "Peng,Jian,Bo,Feng,Kai,Gang,Liang,Xiang,Cheng,Zhiqiang,"
                                  "Haoran,Zihao,Yichen,Junjie,Jiahao,Xiaoming,Qiang,Dong,Hui,Long",
                                  given_offset},
                                 {"Wang,Li,Zhang,Liu,Chen,Yang,Huang,Zhao,Wu,Zhou,"
                                  "Xu,Sun,Ma,Zhu,Hu,Guo,Lin,He,Gao,Liang,"
                                  "Zheng,Luo,Song,Xie,Tang,Han,Cao,Deng,Feng,Peng,"
                                  "Zeng,Wong,Chan,Lau,Cheung,Tan,Lim,Ng,Leung,Ho",
                                  3.0}};
    return names;
}

const name_pool& vietnamese_names() {
    static const name_pool names{{"Linh,Huong,Lan,Mai,Thao,Trang,Anh,Ngoc,Hoa,Phuong,"
                                  "Thuy,Hanh,Hang,Nga,Thu,Hong,Yen,My,Kim,Vy,"
                                  "Nhi,Tram,Quynh,Van,Dung,Tuyet,Loan,Chi,Diem,Uyen",
                                  given_offset},
                                 {"Minh,Hung,Tuan,Dung,Anh,Hai,Nam,Long,Thanh,Huy,"
                                  "Duc,Son,Tung,Hoang,Quang,Khanh,Khoa,Phuc,Tam,Dat,"
                                  "Cuong,Hieu,Thang,Trung,Vinh,Bao,Kien,Tien,Loc,Phong",
                                  given_offset},
                                 {"Nguyen,Tran,Le,Pham,Huynh,Hoang,Vu,Vo,Phan,Truong,"
                                  "Bui,Dang,Do,Ngo,Ho,Duong,Dinh,Ly,Lam,Mai,"
                                  "Trinh,Dao,Doan,Luong,Cao,Chau,Ta,Thai,To,Quach",
                                  0.0}};
    return names;
}

const name_pool& indian_names() {
    static const name_pool names{
        {"Priya,Pooja,Neha,Anjali,Divya,Kavita,Sunita,Shreya,Nisha,Deepika,"
         "Ritu,Meera,Swati,Jyoti,Anita,Harpreet,Simran,Aishwarya,Manpreet,Lakshmi,"
         "Sneha,Rekha,Preeti,Ananya,Isha,Aditi,Rani,Gurpreet,Shweta,Kiran",
         given_offset},
        {"Rahul,Amit,Sanjay,Vikram,Arjun,Rajesh,Rohit,Raj,Anil,Sandeep,"
         "Vijay,Suresh,Harpreet,Ravi,Gurpreet,Ashok,Karan,Nikhil,Deepak,Manish,"
         "Aditya,Ajay,Mohit,Jaspreet,Varun,Siddharth,Manoj,Pranav,Akash,Naveen",
         given_offset},
        {"Singh,Kumar,Patel,Sharma,Kaur,Gupta,Reddy,Shah,Khan,Joshi,"
         "Verma,Mehta,Gill,Desai,Rao,Nair,Thomas,Agarwal,Iyer,Chopra,"
         "Malhotra,Kapoor,Bhatt,Dhillon,Sidhu,Pillai,Jain,Sandhu,Das,Banerjee,"
         "Grewal,Chaudhary,Menon,Mathew,Chauhan,Parmar,Saini,Brar,Varghese,George",
         3.0}};
    return names;
}

const name_pool& hispanic_american_names() {
    static const name_pool names{
        {"Maria,Ana,Jessica,Guadalupe,Rosa,Elizabeth,Vanessa,Gabriela,Daniela,Carmen,"
         "Alejandra,Veronica,Diana,Karina,Andrea,Adriana,Cynthia,Leticia,Yesenia,Monica,"
         "Isabella,Sofia,Camila,Mariana,Esmeralda,Claudia,Marisol,Patricia,Silvia,Valeria",
         given_offset},
        {"Jose,Luis,Juan,Carlos,David,Jesus,Daniel,Miguel,Jorge,Angel,"
         "Francisco,Antonio,Manuel,Alejandro,Ricardo,Eduardo,Victor,Mario,Roberto,Fernando,"
         "Christian,Oscar,Javier,Ruben,Hector,Raul,Sergio,Diego,Cesar,Mateo",
         given_offset},
        {"Garcia,Rodriguez,Martinez,Hernandez,Lopez,Gonzalez,Perez,Sanchez,Ramirez,Torres,"
         "Flores,Rivera,Gomez,Diaz,Reyes,Morales,Cruz,Ortiz,Gutierrez,Chavez,"
         "Ramos,Ruiz,Alvarez,Mendoza,Vasquez,Castillo,Jimenez,Moreno,Romero,Herrera,"
         "Medina,Aguilar,Garza,Castro,Vargas,Fernandez,Guzman,Munoz,Salazar,Soto",
         3.0}};
    return names;
}

} // namespace seedbed::detail
