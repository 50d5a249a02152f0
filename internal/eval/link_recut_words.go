package eval

// What outlets put around an agency's text.
var (
	recutOutlets = []string{"The Harbour Gazette", "Northern Evening Post", "Plains Tribune", "City Courier", "Island Observer",
		"The Valley Record", "Morning Standard", "Coast Daily", "The Mail of the East", "Riverside Herald"}

	recutDatelines = []string{"GENEVA (Reuters) - ", "LONDON (AP) — ", "PARIS, (AFP) – ", "BERLIN (dpa) - ", "WASHINGTON: ", "NEW DELHI, (PTI) ",
		"MOSCOW. /TASS/. ", "From our correspondent — ", "TOKYO, (Kyodo) -- "}

	recutBylines = []string{"By Our Foreign Staff", "By Reuters", "By Jane Mullins and Peter Okoro", "Associated Press", "By AFP",
		"Published 14:02, updated 18:45", "Staff report"}

	recutCredits = []string{"(Reporting by Ann Lee and Bo Ray; Editing by Cy Dow)", "© Agence France-Presse", "Source: Xinhua",
		"Copyright The Associated Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.",
		"This story has been published from a wire agency feed without modifications to the text. Only the headline has been changed.",
		"Sign up for our newsletter to get the best of our journalism in your inbox every morning.",
		"Follow us on social media for more stories like this one. Download our app for breaking news alerts.",
		"Read more: The week in pictures. Opinion: What the minister did not say. In depth: Ten years on the border."}

	recutNotes = []string{"Advertisement", "Read also: Five things to know this morning", "SEE MORE", "[Photo: archive]",
		"Related: How we got here, in six charts", "Story continues below", "What we know so far"}

	// House styles, as pairs of old and new.
	recutStyles = [][]string{
		{"U.S.", "US", "U.N.", "UN", "per cent", "percent", "\"", "'"},
		{" said ", " says ", "two", "2", "three", "3", "four", "4", "five", "5", "seven", "7"},
		{"“", "\"", "”", "\"", "’", "'", " – ", " - ", "organisation", "organization", "defence", "defense", "labour", "labor"},
		{"President", "Pres.", "Prime Minister", "PM", "United States", "U.S.", "United Kingdom", "UK", "government", "govt"},
		{" said", " told reporters", " yesterday", " on the day before", " also ", " "},
	}
)
