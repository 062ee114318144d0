#include "names.hpp"

namespace seedbed::detail {

const name_pool& german_names() {
    static const name_pool names{
        {"Julia,Anna,Sabine,Stefanie,Katharina,Laura,Susanne,Nicole,Petra,Andrea,"
         "Lisa,Sarah,Christine,Melanie,Sandra,Claudia,Lena,Martina,Birgit,Anja,"
         "Katrin,Nadine,Franziska,Christina,Jana,Hannah,Kerstin,Heike,Jennifer,Vanessa,"
         "Johanna,Jasmin,Silke,Marie,Ulrike,Sophie,Carina,Monika,Tanja,Lea,"
         "Theresa,Karin,Jessica,Simone,Svenja,Gabriele,Nina,Miriam",
         given_offset},
        {"Thomas,Michael,Andreas,Stefan,Daniel,Christian,Alexander,Martin,Markus,Sebastian,"
         "Tobias,Florian,Jan,Philipp,Matthias,Peter,Frank,Jürgen,Felix,Lukas,"
         "Maximilian,Klaus,Uwe,Jonas,Tim,Patrick,Dennis,Benjamin,Wolfgang,Jörg,"
         "Oliver,Dominik,Simon,Marcel,Ralf,Bernd,Marco,David,Torsten,Fabian,"
         "Holger,Nico,Niklas,Sven,Robert,Julian,Johannes,Moritz",
         given_offset},
        {"Müller,Schmidt,Schneider,Fischer,Weber,Meyer,Wagner,Becker,Schulz,Hoffmann,"
         "Schäfer,Koch,Bauer,Richter,Klein,Wolf,Schröder,Neumann,Schwarz,Zimmermann,"
         "Braun,Krüger,Hofmann,Hartmann,Lange,Schmitt,Werner,Schmitz,Krause,Meier,"
         "Lehmann,Schmid,Schulze,Maier,Köhler,Herrmann,König,Walter,Mayer,Huber,"
         "Kaiser,Fuchs,Peters,Lang,Scholz,Möller,Weiß,Jung,Hahn,Schubert,"
         "Vogel,Friedrich,Keller,Günther,Frank,Berger,Winkler,Roth,Beck,Lorenz,"
         "Baumann,Franke,Albrecht,Schuster,Simon,Ludwig,Böhm,Winter,Kraus,Martin",
         family_offset}};
    return names;
}

const name_pool& french_names() {
    static const name_pool names{
        {"Marie,Nathalie,Isabelle,Julie,Sophie,Céline,Camille,Sandrine,Aurélie,Stéphanie,"
         "Émilie,Léa,Manon,Laura,Virginie,Catherine,Valérie,Christine,Sylvie,Pauline,"
         "Sarah,Mathilde,Élodie,Caroline,Laetitia,Marine,Chloé,Anne,Audrey,Delphine,"
         "Véronique,Charlotte,Claire,Mélanie,Lucie,Emma,Hélène,Juliette,Karine,Justine,"
         "Amandine,Corinne,Florence,Clara,Morgane,Brigitte,Inès,Margaux",
         given_offset},
        {"Nicolas,Thomas,Philippe,Julien,Christophe,Alexandre,Pierre,Laurent,Frédéric,David,"
         "Sébastien,Stéphane,Antoine,Maxime,Guillaume,Éric,Olivier,Romain,Kevin,Vincent,"
         "Pascal,Jérôme,Clément,François,Lucas,Mathieu,Anthony,Hugo,Alain,Florian,"
         "Benjamin,Thierry,Quentin,Michel,Patrick,Valentin,Arnaud,Théo,Adrien,Franck,"
         "Alexis,Damien,Cédric,Bruno,Jean-Pierre,Baptiste,Louis,Jean-Luc",
         given_offset},
        {"Martin,Bernard,Thomas,Petit,Robert,Richard,Durand,Dubois,Moreau,Laurent,"
         "Simon,Michel,Lefebvre,Leroy,Roux,David,Bertrand,Morel,Fournier,Girard,"
         "Bonnet,Dupont,Lambert,Fontaine,Rousseau,Vincent,Muller,Lefèvre,Faure,André,"
         "Mercier,Blanc,Guérin,Boyer,Garnier,Chevalier,François,Legrand,Gauthier,Garcia,"
         "Perrin,Robin,Clément,Morin,Nicolas,Henry,Roussel,Mathieu,Gautier,Masson,"
         "Marchand,Duval,Denis,Dumont,Marie,Lemaire,Noël,Meyer,Dufour,Meunier,"
         "Brun,Blanchard,Giraud,Joly,Rivière,Lucas,Brunet,Gaillard,Barbier,Arnaud",
         family_offset}};
    return names;
}

const name_pool& spanish_names() {
    static const name_pool names{
        {"María,Laura,Cristina,Marta,Ana,Carmen,Lucía,Isabel,Sara,Elena,"
         "Raquel,Patricia,Paula,Rocío,Beatriz,Silvia,Mónica,Andrea,Alba,Sandra,"
         "Nuria,Pilar,Irene,Yolanda,Sonia,Eva,Natalia,Julia,Claudia,Susana,"
         "Esther,Noelia,Verónica,Ángela,Alicia,Inmaculada,Carla,Lorena,Miriam,Teresa,"
         "Nerea,Sofía,Olga,Margarita,Inés,Victoria,Gloria,Ainhoa",
         given_offset},
        {"Antonio,David,José,Daniel,Javier,Francisco,Carlos,Alejandro,Manuel,Miguel,"
         "Pablo,Sergio,Rafael,Jorge,Alberto,Juan,Fernando,Luis,Álvaro,Adrián,"
         "Diego,Raúl,Iván,Rubén,Óscar,Pedro,Ángel,Enrique,Ramón,Andrés,"
         "Vicente,Víctor,Mario,Jesús,Jaime,Ignacio,Roberto,Hugo,Marcos,Eduardo,"
         "Salvador,Guillermo,Gonzalo,Ismael,Héctor,Borja,Emilio,Joaquín",
         given_offset},
        {"García,Rodríguez,González,Fernández,López,Martínez,Sánchez,Pérez,Gómez,Martín,"
         "Jiménez,Hernández,Ruiz,Díaz,Moreno,Muñoz,Álvarez,Romero,Gutiérrez,Alonso,"
         "Navarro,Torres,Domínguez,Ramos,Vázquez,Ramírez,Gil,Serrano,Morales,Molina,"
         "Blanco,Suárez,Castro,Ortega,Delgado,Ortiz,Marín,Rubio,Núñez,Medina,"
         "Sanz,Castillo,Iglesias,Cortés,Garrido,Santos,Guerrero,Lozano,Cano,Cruz,"
         "Méndez,Flores,Prieto,Herrera,Peña,León,Márquez,Cabrera,Gallego,Calvo,"
         "Vidal,Campos,Reyes,Vega,Fuentes,Carrasco,Díez,Aguilar,Caballero,Nieto",
         3.0}};
    return names;
}

const name_pool& italian_names() {
    static const name_pool names{
        {"Maria,Anna,Francesca,Laura,Giulia,Elena,Chiara,Sara,Paola,Valentina,"
         "Alessandra,Silvia,Federica,Martina,Daniela,Elisa,Roberta,Simona,Giorgia,Barbara,"
         "Claudia,Monica,Cristina,Ilaria,Alessia,Stefania,Patrizia,Serena,Manuela,Angela,"
         "Michela,Beatrice,Eleonora,Lucia,Sofia,Alice,Arianna,Antonella,Sabrina,Rosa,"
         "Veronica,Marta,Debora,Camilla,Irene,Noemi,Giovanna,Ludovica",
         given_offset},
        {"Andrea,Marco,Giuseppe,Francesco,Alessandro,Luca,Antonio,Giovanni,Matteo,Roberto,"
         "Stefano,Paolo,Lorenzo,Davide,Simone,Mario,Fabio,Daniele,Riccardo,Alberto,"
         "Massimo,Federico,Michele,Claudio,Salvatore,Vincenzo,Maurizio,Enrico,Nicola,Gabriele,"
         "Giacomo,Emanuele,Filippo,Luigi,Domenico,Cristian,Mattia,Leonardo,Edoardo,Angelo,"
         "Pietro,Tommaso,Gianluca,Giorgio,Sergio,Carlo,Dario,Mirko",
         given_offset},
        {"Rossi,Russo,Ferrari,Esposito,Bianchi,Romano,Colombo,Ricci,Marino,Greco,"
         "Bruno,Gallo,Conti,De Luca,Mancini,Costa,Giordano,Rizzo,Lombardi,Moretti,"
         "Barbieri,Fontana,Santoro,Mariani,Rinaldi,Caruso,Ferrara,Galli,Martini,Leone,"
         "Longo,Gentile,Martinelli,Vitale,Lombardo,Serra,Coppola,De Santis,D'Angelo,Marchetti,"
         "Parisi,Villa,Conte,Ferraro,Ferri,Fabbri,Bianco,Marini,Grasso,Valentini,"
         "Messina,Sala,De Angelis,Gatti,Pellegrini,Palumbo,Sanna,Farina,Rizzi,Monti,"
         "Cattaneo,Morelli,Amato,Silvestri,Mazza,Testa,Grassi,Pellegrino,Carbone,Giuliani",
         family_offset}};
    return names;
}

} // namespace seedbed::detail
