//! Names of invented people, put together from lists of given and family names.
//! A combination that some living person bears is chance.

use crate::dice::Dice;

/// Someone's name in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// First name.
    pub first: String,
    /// Middle name or initial; empty for those who have none.
    pub middle: String,
    /// Family name, without the suffix.
    pub last: String,
    /// `Jr.`, `Sr.`, `II` or `III`; empty for most.
    pub suffix: String,
}

impl Name {
    pub(crate) fn draw(dice: &mut Dice, family: String) -> Self {
        let masculine = dice.chance(50);
        let given = if masculine { MASCULINE } else { FEMININE };
        let first = dice.one_of(given).to_string();
        let middle = match dice.below(10) {
            0..3 => String::new(),
            3..6 => dice.one_of(given).chars().take(1).chain(['.']).collect(),
            _ => dice.one_of(given).to_string(),
        };
        let suffix = match (masculine, dice.below(20)) {
            (true, 0) => dice.one_of(SUFFIXES),
            _ => "",
        };
        Self {
            first,
            middle,
            last: family,
            suffix: suffix.to_owned(),
        }
    }

    /// The whole name in the order in which it is written on an envelope.
    #[must_use]
    pub fn full(&self) -> String {
        let parts = [&self.first, &self.middle, &self.last, &self.suffix];
        let parts: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" ")
    }
}

/// A family name; one in twelve is double.
pub(crate) fn family(dice: &mut Dice) -> String {
    let family = dice.one_of(FAMILY);
    let second = dice.one_of(FAMILY);
    let double =
        dice.below(12) == 0 && !family.contains(['-', ' ']) && !second.contains(['-', ' ']);
    if double && family != second {
        format!("{family}-{second}")
    } else {
        family.to_owned()
    }
}

/// The letters of a name as they stand in an e-mail address: lower case, no accents, nothing
/// but letters.
pub(crate) fn plain(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .filter_map(letter)
        .collect()
}

/// A letter without its accent, in its case.
pub(crate) fn unaccented(accented: char) -> Option<char> {
    let plain = accented.to_lowercase().next().and_then(letter)?;
    Some(if accented.is_uppercase() {
        plain.to_ascii_uppercase()
    } else {
        plain
    })
}

fn letter(letter: char) -> Option<char> {
    Some(match letter {
        'a'..='z' => letter,
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ý' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ğ' => 'g',
        'đ' => 'd',
        _ => return None,
    })
}

const SUFFIXES: &[&str] = &["Jr.", "Jr.", "Sr.", "II", "III"];

#[rustfmt::skip]
pub(crate) const FEMININE: &[&str] = &[
    "Abigail", "Adaeze", "Aisha", "Alejandra", "Alma", "Amara", "Anaïs", "Angela", "Anh", "Annika",
    "Astrid", "Ayesha", "Beatriz", "Bernadette", "Bianca", "Bronwyn", "Camila", "Carmen", "Catalina",
    "Charlotte", "Chloé", "Constance", "Daniela", "Deborah", "Delphine", "Denise", "Dolores", "Edith",
    "Eleanor", "Elif", "Esperanza", "Esther", "Eunice", "Fatima", "Fiona", "Gabriela", "Genevieve",
    "Gloria", "Grace", "Guadalupe", "Hana", "Harriet", "Ines", "Ingrid", "Isabel", "Jacqueline",
    "Jasmine", "Joyce", "Kalani", "Katarzyna", "Keisha", "Kiri", "Latoya", "Leilani", "Lourdes",
    "Lucía", "Mairéad", "Maite", "Marguerite", "María", "Marisol", "Mary-Kate", "Mei", "Monique",
    "Nadia", "Nanami", "Noémie", "Nkechi", "Odalys", "Olga", "Patience", "Pilar", "Priya", "Rachel",
    "Ramona", "Renée", "Rosalind", "Ruth", "Saoirse", "Sara-Lynn", "Shanice", "Simone", "Siobhán",
    "Sofía", "Svetlana", "Tamika", "Thandiwe", "Thuy", "Ursula", "Valentina", "Viola", "Wanda",
    "Ximena", "Yesenia", "Yolanda", "Yuki", "Zainab", "Zoë",
];

#[rustfmt::skip]
pub(crate) const MASCULINE: &[&str] = &[
    "Aaron", "Abdul", "Adrián", "Alonzo", "Anders", "André", "Antoine", "Arjun", "Ashkii", "Aurelio",
    "Bao", "Benjamin", "Björn", "Bogdan", "Bradley", "Caleb", "Carlos", "Cedric", "Chidi", "Clarence",
    "Cornelius", "Curtis", "D'Andre", "Damian", "Darnell", "Demetrius", "Desmond", "Diego", "Dmitri",
    "Earl", "Eduardo", "Elijah", "Emeka", "Emil", "Ernesto", "Ezekiel", "Farid", "Felipe", "Floyd",
    "François", "Gareth", "Gerald", "Giovanni", "Gustavo", "Hakim", "Harold", "Héctor", "Hiroshi",
    "Ignacio", "Isaiah", "Ivan", "Jamal", "Javier", "Jean-Luc", "Jerome", "Jin", "João", "José",
    "Julian", "Kaito", "Kareem", "Kofi", "Kwame", "Lamar", "Leopold", "Lionel", "Łukasz", "Malik",
    "Marcus", "Mateo", "Maurice", "Minh", "Moses", "Nathaniel", "Nikolai", "Omar", "Orlando",
    "Oscar", "Percy", "Quentin", "Rafael", "Raúl", "Reginald", "Roland", "Rubén", "Salvador",
    "Samir", "Søren", "Stanley", "Tariq", "Terrence", "Tevita", "Theodore", "Tobias", "Tyrone",
    "Víctor", "Vikram", "Wendell", "Xavier", "Yusuf",
];

#[rustfmt::skip]
pub(crate) const FAMILY: &[&str] = &[
    "Abernathy", "Acosta", "Adeyemi", "Aguilar", "Ahlström", "Albright", "Almeida", "Anaya", "Andersson",
    "Aoki", "Appiah", "Arceneaux", "Ashworth", "Atkinson", "Ávila", "Baca", "Bailey", "Banerjee",
    "Baptiste", "Barrera", "Beaulieu", "Begaye", "Benavides", "Bennett", "Bergström", "Bielski",
    "Blackwood", "Bondarenko", "Boudreaux", "Bradshaw", "Brandão", "Broussard", "Buchanan", "Bustamante",
    "Calderón", "Callahan", "Cárdenas", "Carrington", "Castellanos", "Cerny", "Chandra", "Chaudhry",
    "Cisneros", "Cohen", "Cortés", "Crawford", "Dabrowski", "Dang", "D'Angelo", "Delacroix", "De la Cruz",
    "Demir", "Desrosiers", "Dhillon", "Díaz", "Dinh", "Domínguez", "Dubois", "Duong", "Dvořák",
    "Echeverría", "Edwards", "Eklund", "Ellison", "Emerson", "Escobar", "Espinoza", "Etienne", "Fairbanks",
    "Farrell", "Fernández", "Figueroa", "Fitzgerald", "Fontaine", "Franklin", "Friedman", "Fuentes",
    "Gagnon", "Galloway", "Garza", "Gebre", "Gill", "Goldberg", "Gonçalves", "Granger", "Grady",
    "Gutiérrez", "Haddad", "Halvorsen", "Hamilton", "Harjo", "Hathaway", "Hayashi", "Hernández",
    "Hightower", "Hinojosa", "Holloway", "Hossain", "Huang", "Hussain", "Ibarra", "Ibrahim", "Igwe",
    "Iverson", "Jankowski", "Jefferson", "Jensen", "Jiménez", "Johansson", "Jovanović", "Juárez", "Kahale",
    "Kamara", "Kapoor", "Kaplan", "Karlsson", "Kealoha", "Kessler", "Khoury", "Kimura", "Kirkland",
    "Kovačić", "Kowalczyk", "Krishnan", "Lachance", "Lancaster", "Landry", "Larsen", "Leblanc",
    "Lindqvist", "Lombardi", "Longoria", "López", "Lozano", "Mackenzie", "Mahoney", "Maldonado",
    "Marchetti", "Markham", "Martínez", "Matsuda", "McAllister", "McDaniel", "McKinney", "Medina",
    "Mehta", "Mejía", "Mendoza", "Mensah", "Merriweather", "Meyer", "Montgomery", "Moreau", "Moreno",
    "Mukherjee", "Muñoz", "Murphy", "Nakamura", "Nasser", "Navarro", "Ndiaye", "Nielsen", "Nguyen",
    "Novák", "Núñez", "Nwosu", "O'Brien", "O'Callaghan", "Ochoa", "O'Donnell", "Okafor", "Olivares",
    "Olsen", "O'Malley", "Ortega", "Osei", "Owusu", "Pacheco", "Paredes", "Parrish", "Patterson",
    "Peña", "Pereira", "Petrov", "Pham", "Piña", "Popescu", "Preston", "Quintero", "Quiñones", "Radcliffe",
    "Rahman", "Ramírez", "Ramsey", "Reyes", "Ríos", "Robichaux", "Rodríguez", "Romero", "Rosenthal",
    "Rousseau", "Rutherford", "Sáenz", "Saldívar", "Sandoval", "Santiago", "Sato", "Schneider",
    "Sepúlveda", "Shapiro", "Singh", "Sinclair", "Sokolov", "Soto", "St. Clair", "Stanković", "Sullivan",
    "Svensson", "Takahashi", "Talavera", "Tecumseh", "Teixeira", "Thibodeaux", "Thornton", "Toussaint",
    "Tran", "Treviño", "Tsosie", "Underwood", "Valdez", "Vance", "Van der Berg", "Vargas", "Vásquez",
    "Villanueva", "Vu", "Wakefield", "Walker", "Washington", "Weaver", "Whitfield", "Wiśniewski",
    "Woźniak", "Xiong", "Yamamoto", "Yazzie", "Yilmaz", "Youngblood", "Zamora", "Zhang", "Zúñiga",
];
