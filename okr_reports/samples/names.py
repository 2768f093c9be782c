"""Invented names of people, from many places, with the letters that break careless programs."""

GIVEN = (
    "Asha", "Rohan", "Meera", "Kabir", "Zoya", "Arjun", "Nandini", "Farhan", "Lakshmi", "Vikram", "Ishaan", "Divya",
    "Imran", "Kavya", "Siddharth", "Ananya", "Tenzin", "Prakash", "Sunita", "Gautam", "Jyoti", "Naveen", "Rukmini",
    "Devika", "Harpreet", "Joseph", "Mary-Ann", "Jörg", "Chloé", "Łukasz", "Søren", "Aoife", "Ngozi", "Kwame", "Yuki",
    "Minh", "Noor", "Leïla", "Mateo", "Inês", "Zsófia", "Dağhan", "Thandiwe", "Oluwaseun", "Pema", "Saoirse", "Björn",
    "Renée", "आरव", "अनन्या",
)  # fmt: skip
FAMILY = (
    "Mehta", "Menon", "Iyer", "Qureshi", "Nair", "Rao", "Banerjee", "D'Souza", "O'Brien", "Kapoor", "Sheikh",
    "Fernandes", "Chatterjee", "Reddy", "Singh", "Kaur", "Gowda", "Pillai", "Bhatt", "Joshi", "Das", "Varghese",
    "Sharma", "Müller", "Åkesson", "Nowak", "Ødegård", "Okafor", "Mensah", "Tanaka", "Nguyen", "Haddad", "Gonçalves",
    "Szabó", "Yıldız", "Dlamini", "Adeyemi", "Dorji", "Ní Dhomhnaill", "van der Berg", "L'Écuyer", "Ñuñez", "Bhutia",
    "Rathore", "Kulkarni", "Mukherjee", "वर्मा", "देशपांडे", "Thapa", "Solanki",
)  # fmt: skip
# The people who own KPIs: the chief executive, the five heads, the six leads.
OWNERS = (
    "Kamala Rao", "Aditya Mehta", "Deepa Menon", "Rajan Iyer", "Samira Qureshi", "Pradeep Nair", "Gwen O'Brien",
    "Jörg Müller", "Asha Verma", "Joaquim D'Souza", "Ngozi Okafor", "Harpreet Kaur",
)  # fmt: skip


def name_of(place: int) -> str:
    """The name of the person at a place of the roster, 0 the first; equal places, equal names."""
    if place < len(OWNERS):
        return OWNERS[place]
    given = GIVEN[place * 7 % len(GIVEN)]
    return f"{given} {FAMILY[(place * 11 + place // len(GIVEN)) % len(FAMILY)]}"
